import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { isPlainActionBody } from '#lib/auth/action-body.ts'
import { clientAddress } from '#lib/auth/client-address.ts'
import { safeNextPath } from '#lib/auth/next-path.ts'

// What strangers write is judged in time that grows with its length and no faster (A12): every schema of the console, whatever
// is put into each of its fields.

const top = join(import.meta.dirname, '../..')
const length = 100_000
const isFull = process.env['SECURITY'] === 'full'

/** Texts that make a careless pattern go back and forth: one sort of thing again and again, and an end that does not fit. */
const attacks = [
  ...'a 0 - . , 云 " { \\ % / : = @ 😀 a- a. a@ 0, 1.. a, key= :: 00: xn-- A0- // /%2e {"a": ab-ab-'.split(' '),
  ' ',
  '\n',
  '\t',
  'a b',
].flatMap((unit) => {
  const long = unit.repeat(Math.ceil(length / unit.length)).slice(0, length)
  return [long, `${long.slice(1)}!`, `a${long.slice(2)}\u0000`]
})

/** Every schema that some file of lib/ offers, by its name. */
async function allSchemas(): Promise<[string, z.core.$ZodType][]> {
  const files = globSync('lib/**/*.ts', { cwd: top }).filter((file) => {
    if (/\.test\.ts$|\/testing\//.test(file)) return false
    const source = readFileSync(join(top, file), 'utf8')
    return /^export const \w+(?::[^=]+)? =\s+(?:z\b|matching|anyOf)/m.test(source) && !source.includes("'server-only'")
  })
  const found = await Promise.all(
    files.map(async (file) => {
      // A file of ours, known by its text.
      const exported = (await import(join(top, file))) as Record<string, unknown>
      return Object.entries(exported).flatMap(([name, value]): [string, z.core.$ZodType][] =>
        value instanceof z.core.$ZodType ? [[`${file} ${name}`, value]] : [],
      )
    }),
  )
  return found.flat()
}

/** A value in the form of `schema` with `text` wherever a text, or anything else, may stand. */
function filled(schema: z.core.$ZodType, text: string, depth = 0): unknown {
  // The schemas of zod are one closed union; its core types them by their `def`.
  const { def } = (schema as z.core.$ZodTypes)._zod
  if (depth > 8) return text
  const within = (inner: z.core.$ZodType) => filled(inner, text, depth + 1)
  switch (def.type) {
    case 'object':
      return Object.fromEntries(Object.entries(def.shape).map(([name, inner]) => [name, within(inner)]))
    case 'array':
      return [within(def.element)]
    case 'record':
      return { [text]: within(def.valueType) }
    case 'union':
      return within(def.options[0] ?? z.string())
    case 'pipe':
      return within(def.in)
    case 'lazy':
      return within(def.getter())
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'catch':
    case 'readonly':
    case 'nonoptional':
      return within(def.innerType)
    default:
      return text
  }
}

/** A few of the attacks, others for each schema; all of them in full. */
const sliceOf = (all: string[], nth: number): string[] => all.filter((_, index) => isFull || index % 11 === nth % 11)

const leavesOf = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? Object.values(value).reduce((sum: number, each) => sum + leavesOf(each), 0) || 1
    : 1

/** The quickest of a few tries, or the first below `enoughMs`: what else the machine does only ever makes it slower. */
function quickest(work: () => unknown, { tries = 5, enoughMs = limitMs } = {}): number {
  let best = Infinity
  for (let nth = 0; nth < tries && best > enoughMs; nth += 1) {
    const begun = performance.now()
    work()
    best = Math.min(best, performance.now() - begun)
  }
  return best
}

/** A pattern that reads each character once, and two ways to take it: 0.18 ms on the machine that 5 ms were chosen on. */
const linear = /^(?:\w|[^\w!])*!$/
const linearMs = quickest(() => linear.test('a'.repeat(length)), { tries: 50, enoughMs: 0 })
/**
 * 5 ms, or as much more as this machine is slower, where that is all it does; elsewhere it is enough that nothing grows with the
 * square of the length.
 */
const limitMs = isFull ? Math.max(5, 28 * linearMs) : 250

test('every schema judges 100,000 characters in each of its fields at once', { timeout: 300_000 }, async () => {
  const schemas = await allSchemas()
  expect(schemas.length).toBeGreaterThan(80)
  const slow: Record<string, string> = {}
  for (const [nth, [name, schema]] of schemas.entries()) {
    for (const text of sliceOf(attacks, nth)) {
      const fields = filled(schema, text)
      const whole = quickest(() => z.safeParse(schema, fields))
      const alone = quickest(() => z.safeParse(schema, text))
      // Twenty fields may take twenty times as long as one.
      const ms = Math.max(whole / leavesOf(fields), alone)
      if (ms > limitMs) slow[`${name} ${JSON.stringify(text.slice(0, 6))}`] = ms.toFixed(1)
    }
  }
  expect(slow).toEqual({})
})

test('every pattern of a schema does, whatever stands around it', { timeout: 300_000 }, async () => {
  const patterns = new Map<string, RegExp>()
  for (const [, schema] of await allSchemas()) for (const found of patternsIn(schema)) patterns.set(found.source, found)
  expect(patterns.size).toBeGreaterThan(15)
  const slow: Record<string, string> = {}
  for (const [nth, [source, pattern]] of [...patterns].entries())
    for (const text of sliceOf(attacks, nth)) {
      const ms = quickest(() => pattern.test(text))
      if (ms > limitMs) slow[`${source} ${JSON.stringify(text.slice(0, 6))}`] = ms.toFixed(1)
    }
  expect(slow).toEqual({})
})

/** All patterns of a schema and of what is in it. */
function patternsIn(schema: z.core.$ZodType, seen = new Set<object>()): RegExp[] {
  const found: RegExp[] = []
  const waiting: unknown[] = [schema._zod.def]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next !== 'object' || next === null || seen.has(next)) continue
    seen.add(next)
    if (next instanceof RegExp) found.push(next)
    else if (next instanceof z.core.$ZodType || next instanceof z.core.$ZodCheck) waiting.push(next._zod.def)
    else waiting.push(...Object.values(next))
  }
  return found
}

test.each<[string, (text: string) => unknown]>([
  ['the body of an action', (text) => isPlainActionBody(JSON.stringify([text, `$${text}`]))],
  ['a body that is no JSON', (text) => isPlainActionBody(text)],
  ['the address of a browser', (text) => clientAddress(text, 1)],
  ['where to go after the sign-in', (text) => safeNextPath(text)],
])('%s is judged as quickly', (_, judge) => {
  expect(attacks.filter((text) => quickest(() => judge(text)) > limitMs).map((text) => text.slice(0, 6))).toEqual([])
})

test('a pattern that goes back and forth is noticed', { timeout: 120_000 }, () => {
  const careless = / +$/
  expect(quickest(() => careless.test(`${' '.repeat(40_000)}!`), { tries: 1 })).toBeGreaterThan(limitMs)
})
