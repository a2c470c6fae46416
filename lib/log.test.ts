import { Writable } from 'node:stream'
import { DrizzleQueryError } from 'drizzle-orm'
import pino from 'pino'
import { expect, test } from 'vitest'
import { logOptions } from './log.ts'

const canary = 'CANARY-5f0c'

/** What a line says when `fields` are logged. */
function lineOf(fields: Record<string, unknown>, message = 'something happened'): string {
  const lines: string[] = []
  const sink = new Writable({
    write(chunk: Buffer, _, done) {
      lines.push(chunk.toString())
      done()
    },
  })
  pino({ ...logOptions, level: 'info' }, sink).info(fields, message)
  expect(lines).toHaveLength(1)
  return lines[0] ?? ''
}

test.each([
  'password',
  'secretKey',
  'authorization',
  'x-auth-token',
  'cookie',
  'body',
  'headers',
  'url',
  'email',
  'token',
  'sid',
  'env',
])('a field that has no name here is not written: %s', (name) => {
  expect(lineOf({ [name]: canary, requestId: 'kept' })).not.toContain(canary)
  expect(lineOf({ [name]: { deep: [canary] }, requestId: 'kept' })).toContain('kept')
})

test('of a field that is written, nothing but a text or a number is', () => {
  expect(lineOf({ reason: { password: canary }, entry: [canary], status: 200 })).not.toContain(canary)
})

test('an error keeps its words and frames, and loses what libraries hang on it', () => {
  const error = Object.assign(new Error('socket hang up'), {
    config: { headers: { authorization: canary } },
    request: canary,
    detail: canary,
    cause: new Error(canary),
  })
  const line = lineOf({ error })
  expect(line).toContain('socket hang up')
  expect(line).toContain('log.test.ts')
  expect(line).not.toContain(canary)
})

test('a statement that failed does not bring its parameters into the log', () => {
  const error = new DrizzleQueryError('insert into session values ($1)', [canary], new Error('deadlock detected'))
  error.stack = `Error: ${error.message}\n    at somewhere (file.ts:1:1)`
  const line = lineOf({ error })
  expect(line).not.toContain(canary)
  expect(line).toContain('deadlock detected')
  expect(line).toContain('somewhere')
})

test('nobody writes a line of their own through a line break', () => {
  const line = lineOf({ reason: `x\r\n{"level":"error","msg":"forged"}`, error: new Error('a\nb') }, 'a\nb')
  expect(line.trimEnd().split(/[\r\n\u2028\u2029]/)).toHaveLength(1)
  expect(JSON.parse(line)).toMatchObject({ level: 'info', msg: 'a\nb' })
})

test('a long text is cut', () => {
  expect(lineOf({ reason: 'x'.repeat(100_000) }).length).toBeLessThan(1000)
})
