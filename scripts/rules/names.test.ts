import path from 'node:path'
import { expect, test } from 'vitest'
import { committedFiles } from './committed-files.ts'

const grabBags = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'misc', 'types', 'constants'])
/** The texts of the interface are grouped by area; one area is common to all pages. */
const messageAreas = 'lib/i18n/messages/'
/** Next reads meaning from these: `(console)`, `[operation]`, `[...all]`, `@modal`, `_private`. */
const routeFolder = /^(?:\([\w.-]+\)|\[{1,2}(?:[.]{3})?[\w-]+\]{1,2}|@[\w-]+|_[\w-]+)$/

const isCode = (file: string) => /^(?:app|components|lib|emulator|e2e|bench|scripts)\/.*[.]tsx?$/.test(file)

function problem(file: string): string | undefined {
  const name = path.basename(file).replace(/[.].*$/, '')
  if (grabBags.has(name) && !file.startsWith(messageAreas)) return 'says nothing about what is inside'
  const parts = [name, ...path.dirname(file).split('/')]
  const odd = parts.find(
    (part) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(part) && !routeFolder.test(part) && part !== 'zh-CN',
  )
  return odd === undefined ? undefined : `${odd} is not in kebab-case`
}

test('every file of code is named in kebab-case, after the thing it holds', () => {
  const found = committedFiles()
    .filter(isCode)
    .flatMap((file) => problem(file)?.replace(/^/, `${file}: `) ?? [])
  expect(found).toEqual([])
})

test.each(['lib/orders/utils.ts', 'lib/types.ts', 'lib/orders/OrderList.ts', 'app/(console)/myPage/page.tsx'])(
  '%s is refused',
  (file) => expect(problem(file)).toBeDefined(),
)

test.each([
  'app/api/auth/[...nextauth]/route.ts',
  'app/(console)/orders/page.tsx',
  'lib/i18n/messages/zh-CN/common.ts',
])('%s is accepted', (file) => expect(problem(file)).toBeUndefined())
