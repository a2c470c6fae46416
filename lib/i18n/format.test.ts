import { expect, test } from 'vitest'
import { formatBytes, formatDateTime, formatMoment, formatMoney, formatRate, formatRelative } from './format.ts'

const plain = (text: string) => text.replaceAll('\u00A0', ' ')

test('money has its currency code, two decimals and thousands in both languages', () => {
  expect(plain(formatMoney('en', 1240, 'CNY'))).toBe('CNY 1,240.00')
  expect(plain(formatMoney('zh-CN', '1240.5', 'CNY'))).toBe('CNY 1,240.50')
})

test('the price of an hour keeps its small fractions', () => {
  expect(plain(formatRate('en', 345_600, 'CNY'))).toBe('CNY 0.3456')
  expect(plain(formatRate('en', 2_000_000, 'CNY'))).toBe('CNY 2.00')
})

test('a difference is signed, with a true minus', () => {
  expect(plain(formatMoney('en', 320, 'CNY', true))).toBe('+CNY 320.00')
  expect(plain(formatMoney('en', -320, 'CNY', true))).toBe('−CNY 320.00')
  expect(plain(formatMoney('en', 0, 'CNY', true))).toBe('CNY 0.00')
})

test('an absolute time names its zone, and no reader can take the month for the day', () => {
  const at = '2026-02-03T20:05:06Z'
  expect(formatDateTime('en', at, 'Asia/Shanghai')).toBe('4 Feb 2026, 04:05:06 GMT+8')
  expect(formatDateTime('zh-CN', at, 'Asia/Shanghai')).toBe('2026年2月4日 04:05:06 GMT+8')
})

test('a time of today is told without its day, and one of another day with it, by the clock of the reader', () => {
  const now = '2026-02-03T20:05:06Z'
  expect(formatMoment('en', '2026-02-03T16:30:00Z', now, 'Asia/Shanghai')).toBe('00:30')
  expect(formatMoment('en', '2026-02-03T15:30:00Z', now, 'Asia/Shanghai')).toBe('3 Feb 2026, 23:30')
  expect(formatMoment('zh-CN', '2026-02-03T15:30:00Z', now, 'Asia/Shanghai')).toBe('2026年2月3日 23:30')
})

test('a relative time counts in the largest unit that fits, and seconds are not counted', () => {
  const now = Date.parse('2026-02-03T20:00:00Z')
  expect(formatRelative('en', now - 200_000, now)).toBe('3 min ago')
  expect(formatRelative('en', now + 7_200_000, now)).toBe('in 2 hr')
  expect(formatRelative('en', now - 30_000, now)).toBe('now')
  expect(formatRelative('zh-CN', now - 200_000, now)).toBe('3分钟前')
})

test('sizes are told in binary units', () => {
  expect(formatBytes('en', 0)).toBe('0 B')
  expect(formatBytes('en', 1536)).toBe('1.5 KiB')
  expect(formatBytes('en', 40 * 1024 ** 3)).toBe('40 GiB')
})
