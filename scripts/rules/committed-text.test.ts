import { expect, test } from 'vitest'
import { committedFiles, readText } from './committed-files.ts'

/** Built from pieces, so that this file does not name what it forbids. */
const forbidden: [what: string, pattern: RegExp][] = [
  [
    'a path of some machine',
    new RegExp(`(?<![\\w.~*)}\\]-])/(?:${['work', 'tmp', 'root', 'home', 'Users'].join('|')})/[\\w.]`),
  ],
  ['a drive of some machine', /\b[A-Z]:\\\\?Users\\/],
  ['a package registry', /\bregistry[.](?:[\w-]+[.])*(?:org|com|net|dev|io)\b|\bnpm(?:js|mirror)[.](?:org|com)\b/],
]

const findForbidden = (text: string) => forbidden.filter(([, pattern]) => pattern.test(text)).map(([what]) => what)

test('no committed text names a path of a machine or a package registry', () => {
  const found = committedFiles().flatMap((file) =>
    findForbidden(readText(file) ?? '').map((what) => `${file}: ${what}`),
  )
  expect(found).toEqual([])
})

test('each kind of forbidden text is recognised', () => {
  expect(findForbidden(['see /', 'home/someone/x'].join(''))).toEqual(['a path of some machine'])
  expect(findForbidden(['C:\\', 'Users\\someone'].join(''))).toEqual(['a drive of some machine'])
  expect(findForbidden(['https://registry', '.example', '.com/x'].join(''))).toEqual(['a package registry'])
  expect(findForbidden('const route = "/api/work/tmp/x" // registry.gen.ts')).toEqual([])
})
