import { expect, test } from 'vitest'
import { chooseLocale } from './locale.ts'

test('the choice a person made wins over the browser', () => {
  expect(chooseLocale('en', 'zh-CN')).toBe('en')
})

test('the browser is asked by its weights', () => {
  expect(chooseLocale(undefined, 'fr;q=0.9, zh-Hans-CN;q=0.8, en;q=0.7')).toBe('zh-CN')
  expect(chooseLocale(undefined, 'zh;q=0.1, en-GB')).toBe('en')
  expect(chooseLocale(undefined, 'zh;q=0, en;q=0.1')).toBe('en')
})

test('an unknown language or a forged cookie reads English', () => {
  expect(chooseLocale(undefined, 'fr')).toBe('en')
  expect(chooseLocale('../../etc', null)).toBe('en')
})
