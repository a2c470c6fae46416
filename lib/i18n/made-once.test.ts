import { expect, test } from 'vitest'
import { madeOnce } from './made-once.ts'

test('a formatter is made once for its language and options', () => {
  const made: string[] = []
  const formatter = madeOnce((locale, options: { digits: number }) => {
    made.push(`${locale} ${options.digits}`)
    return { locale, ...options }
  })
  expect(formatter('en', { digits: 2 })).toBe(formatter('en', { digits: 2 }))
  expect(formatter('zh-CN', { digits: 2 })).toEqual({ locale: 'zh-CN', digits: 2 })
  expect(formatter('en', { digits: 6 })).toEqual({ locale: 'en', digits: 6 })
  expect(made).toEqual(['en 2', 'zh-CN 2', 'en 6'])
})

test('a hundred formatters are kept, however many are asked for', () => {
  let made = 0
  const formatter = madeOnce((_, options: { zone: number }) => {
    made += 1
    return options
  })
  for (let zone = 0; zone < 101; zone += 1) formatter('en', { zone })
  formatter('en', { zone: 1 })
  expect(made).toBe(101)
  formatter('en', { zone: 0 })
  expect(made).toBe(102)
})
