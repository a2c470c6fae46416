import { expect, test } from 'vitest'
import { asOne } from './track-job.ts'

const states = { r: 'running', w: 'waiting_payment', s: 'succeeded', f: 'failed', u: 'unknown' } as const
type Letter = keyof typeof states

const jobs = (letters: string) =>
  [...letters].map((letter, index) => ({
    // The letters below are those above.
    state: states[letter as Letter],
    errorCode: letter === 'f' ? `Ecs.020${index}` : null,
    errorMessage: null,
  }))

test.each([
  ['s', 'succeeded'],
  ['ss', 'succeeded'],
  ['sr', 'running'],
  ['fr', 'running'],
  ['sw', 'waiting_payment'],
  ['sf', 'failed'],
  ['fu', 'failed'],
  ['', undefined],
  ['u', undefined],
  ['su', undefined],
])('jobs that stand as %j are %s together', (letters, expected) => {
  expect(asOne(jobs(letters), false)?.state).toBe(expected)
})

test('the failure that is told is that of the first job that failed', () => {
  expect(asOne(jobs('sff'), false)).toEqual({ state: 'failed', errorCode: 'Ecs.0201' })
})

test('a cancelled order ends the wait for its payment, and nothing else', () => {
  expect(asOne(jobs('sw'), true)).toEqual({ state: 'failed' })
  expect(asOne(jobs('wr'), true)).toEqual({ state: 'running' })
  expect(asOne(jobs('s'), true)).toEqual({ state: 'succeeded' })
})
