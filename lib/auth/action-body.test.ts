import { expect, test } from 'vitest'
import { isPlainActionBody } from './action-body.ts'

test.each([
  '[]',
  '[{"id":"x","amount":1.5,"ok":true,"none":null,"list":[1,[2,[3]]]}]',
  '[{"constructor":"a name like any other"}]',
])('what pages send is read: %s', (body) => {
  expect(isPlainActionBody(body)).toBe(true)
})

test('each value that JSON lacks is read as a page writes it', () => {
  for (const text of [
    '$$5 off',
    '$undefined',
    '$NaN',
    '$Infinity',
    '$-Infinity',
    '$-0',
    '$D2026-11-22T00:00:00.000Z',
    '$n123',
    '5$',
  ])
    expect([text, isPlainActionBody(JSON.stringify([{ text }]))]).toEqual([text, true])
})

test.each([
  '$1',
  '$1:then',
  '$1:__proto__:constructor',
  '$@0',
  '$0',
  '$F1',
  '$h1',
  '$B1',
  '$K1',
  '$Q1',
  '$W1',
  '$R1',
  '$r1',
  '$X1',
  '$x1',
  '$i1',
  '$Sthen',
  '$T',
  '$A1',
  '$',
  '$Dnever',
  `$n${'9'.repeat(31)}`,
])('what names another part of a body, or of the server, is not: %s', (text) => {
  expect(isPlainActionBody(JSON.stringify([text]))).toBe(false)
  expect(isPlainActionBody(JSON.stringify([{ deep: [{ in: text }] }]))).toBe(false)
})

test('what is no list, too long or too deep is not', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
  for (const body of [
    '',
    '{',
    'null',
    '{"then":1}',
    '"text"',
    JSON.stringify([1, 2, 3, 4, 5]),
    nested(10_000),
    '[{"__proto__":{"a":1}}]',
  ])
    expect([body.slice(0, 20), isPlainActionBody(body)]).toEqual([body.slice(0, 20), false])
  expect(isPlainActionBody(nested(40))).toBe(true)
})

test('what holds more values than any page writes is not, however they are put together', () => {
  const many = (part: string, count: number) => `[${Array.from({ length: count }, () => part).join(',')}]`
  for (const body of [
    many('1', 30_000),
    many('{}', 30_000),
    many('{"a":1}', 15_000),
    many(many('1', 200), 150),
    JSON.stringify([Object.fromEntries(Array.from({ length: 30_000 }, (_, nth) => [`k${nth}`, nth]))]),
  ])
    expect([body.slice(0, 20), isPlainActionBody(`[${body}]`)]).toEqual([body.slice(0, 20), false])
  expect(isPlainActionBody(`[${many('{"id":"x"}', 5_000)}]`)).toBe(true)
})
