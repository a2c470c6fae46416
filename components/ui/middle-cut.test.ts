import { expect, test } from 'vitest'
import { middleCut } from './middle-cut.ts'

test('a short id is shown whole', () => {
  expect(middleCut('CS2511220435', 18)).toBe('CS2511220435')
})

test('a long id keeps its beginning and its end', () => {
  expect(middleCut('CS2511220435098KQ2X1ZZ', 18)).toBe('CS2511220…8KQ2X1ZZ')
})

test('a cut id has exactly the length that was asked for, counted in characters', () => {
  expect([...middleCut('云手机服务器云手机服务器云手机服务器', 9)]).toHaveLength(9)
})
