import { expect, test } from 'vitest'
import { readHeads } from './heads.ts'

const hash = 'ab'.repeat(32)

test('heads are read from what the verifier prints and from a log, whatever stands around them', () => {
  const text = [
    `Head:`,
    `12 ${hash}`,
    `{"level":"info","event":"audit.head","place":13,"hash":"${hash}","msg":"head of the audit"}`,
    `2026-11-22T00:00:00Z worker-1 {"event":"audit.whole","place":14,"hash":"${hash}"}`,
    '{"level":"info","msg":"worker is running"}',
    '{"place":15,"hash":"short"}',
    'not JSON { at all',
    '',
  ].join('\r\n')
  expect(readHeads(text)).toEqual([12, 13, 14].map((place) => ({ place, hash })))
})

test('a text without a head has none', () => {
  expect(readHeads('nothing here\n0 cafe\n')).toEqual([])
})
