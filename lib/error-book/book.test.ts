import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { gatewayRefusals } from '#lib/cloud/answer.ts'
import { payRefusals } from '#lib/cloud/services/bss-payment.ts'
import { operations } from '#lib/operations/registry.gen.ts'
import { codesOf, entries, findEntry } from './book.ts'
import { bookWords } from './words.ts'

const root = path.resolve(import.meta.dirname, '../..')

const sourcesIn = (pattern: string): [file: string, text: string][] =>
  globSync(pattern, { cwd: root })
    .filter((file) => !/\.test\.tsx?$|fixtures/.test(file))
    .map((file) => [file, readFileSync(path.join(root, file), 'utf8')])

/** Codes as the cloud writes them, wherever they stand in a text. */
const codesIn = (text: string): string[] =>
  [...text.matchAll(/\b(?:CPS|WKS|Ecs|Common|Pdp|CBC|APIGW|EPS|IAM|KPS|VPC)\.\d{4,8}\b/g)].map(([code]) => code)

const missing = (codes: Iterable<string>) => [...new Set(codes)].filter((code) => findEntry(code) === undefined)

describe('the error book', () => {
  test('has each code once', () => {
    const codes = entries.flatMap((entry) => entry.codes.map((code) => code.toLowerCase()))
    const counts = Map.groupBy(codes, (code) => code)
    expect([...counts].filter(([, found]) => found.length > 1).map(([code]) => code)).toEqual([])
    expect(codes.length).toBeGreaterThan(900)
  })

  test('has no range that runs backwards', () => {
    expect(entries.filter((entry) => entry.codes.length === 0).map(({ key }) => key)).toEqual([])
  })

  test.each(['en', 'zh-CN'] as const)('says in %s what every code means and what to do', (locale) => {
    const { meanings, advice } = bookWords[locale]
    const unsaid = entries.filter((entry) => !meanings[entry.key].trim() || !advice[entry.advice].trim())
    expect(unsaid.map(({ key }) => key)).toEqual([])
    expect(Object.keys(meanings).toSorted()).toEqual(entries.map(({ key }) => key).toSorted())
  })

  test('gives no advice that no code needs', () => {
    const given = new Set<string>(entries.map(({ advice }) => advice))
    expect(Object.keys(bookWords.en.advice).filter((key) => !given.has(key))).toEqual([])
  })

  test('speaks one language at a time', () => {
    const texts = (locale: 'en' | 'zh-CN') =>
      [bookWords[locale].meanings, bookWords[locale].advice].flatMap(Object.values)
    const isHan = (text: unknown) => /\p{Script=Han}/u.test(String(text))
    expect(texts('en').filter(isHan)).toEqual([])
    expect(texts('zh-CN').filter((text) => !isHan(text))).toEqual([])
  })

  test('blames nobody', () => {
    const words = Object.values(bookWords)
      .flatMap(({ meanings, advice }) => [...Object.values(meanings), ...Object.values(advice)])
      .filter((text) =>
        /\byour (?:mistake|fault|error)\b|\byou (?:failed|forgot|must not)\b|wrongly|您的错误|您错/i.test(text),
      )
    expect(words).toEqual([])
  })

  test('never calls a retry safe where the call may have been carried out', () => {
    const careless = entries.filter(
      ({ key, retry }) => retry !== 'look' && /may have (?:been )?carr|is not known/.test(bookWords.en.meanings[key]),
    )
    expect(careless.map(({ key }) => key)).toEqual([])
  })
})

describe('the error book has', () => {
  test.each(Object.entries(operations))('every code with which the cloud refuses %s', (_, operation) =>
    expect(missing(operation.refusals)).toEqual([]),
  )

  test('every code with which the gateway or a payment is refused', () => {
    expect(missing([...gatewayRefusals, ...payRefusals])).toEqual([])
  })

  test('every code that the console gives itself', () => {
    const [, declared = ''] =
      /type ClientCode =([^\n]*(?:\n\s+\|[^\n]*)*)/.exec(
        readFileSync(path.join(root, 'lib/cloud/errors.ts'), 'utf8'),
      ) ?? []
    const own = [...declared.matchAll(/'(client\.\w+)'/g)].map(([, code = '']) => code)
    expect(own.length).toBeGreaterThan(3)
    expect(missing(own)).toEqual([])
    expect(
      missing([400, 401, 403, 404, 408, 409, 418, 429, 500, 502, 503, 504, 307].map((it) => `HTTP.${it}`)),
    ).toEqual([])
  })

  test('every code that the console knows of', () => {
    const known = sourcesIn('{app,components,lib}/**/*.{ts,tsx}').filter(([file]) => !file.includes('error-book'))
    expect(missing(known.flatMap(([, text]) => codesIn(text)))).toEqual([])
  })

  test('every code that the pretend cloud can answer with, and says which of them are its own', () => {
    const answered = new Set(sourcesIn('emulator/**/*.{ts,yaml}').flatMap(([, text]) => codesIn(text)))
    expect(answered.size).toBeGreaterThan(100)
    expect(missing(answered)).toEqual([])
    const invented = entries.filter(({ isPretend }) => isPretend).flatMap(({ codes }) => codes)
    expect(invented.filter((code) => !answered.has(code))).toEqual([])
  })
})

describe('a code is found', () => {
  test.each([
    ['CPS.0065', 'CPS.0065'],
    ['cps.0065', 'CPS.0065'],
    [' CPS0065 ', 'CPS.0065'],
    ['APIG.0301', 'APIGW.0301'],
    ['403', 'HTTP.403'],
    ['CPS.1005', 'CPS.1000-1027,1029-1073'],
    ['CPS.1028', 'CPS.1028'],
    ['WKS.00139901', 'WKS.00129901,00139901,00149901,00169901'],
    ['itemNotFound', 'itemNotFound'],
  ])('%s under %s', (code, key) => expect(findEntry(code)?.key).toBe(key))

  test.each(['CPS.9999', 'CPS', '', 'CPS.10050', 'Ecs.0065.1'])('%j is not in it', (code) =>
    expect(findEntry(code)).toBeUndefined(),
  )

  test('a row of several codes keeps their leading noughts', () => {
    expect(codesOf('CPS.0014,0017-0019')).toEqual(['CPS.0014', 'CPS.0017', 'CPS.0018', 'CPS.0019'])
  })
})
