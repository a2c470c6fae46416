import { expect, test } from 'vitest'
import { type LooseTranslator, messageText, parseMessage } from './message-text.ts'
import { translatorFor } from './translator.ts'

const words = new Map([
  ['errors.portRange', 'Choose a port from {min} to {max}'],
  ['errors.priceChanged', 'The price is now {amount}'],
  ['operationTitles.change-phone-flavor.title', 'Change the flavor'],
])
const translate = Object.assign(
  (key: string, params: Record<string, string | number> = {}) =>
    Object.entries(params).reduce(
      (text, [name, value]) => text.replace(`{${name}}`, String(value)),
      words.get(key) ?? key,
    ),
  { has: (key: string) => words.has(key) },
)

test('a key carries its parameters behind a bar', () => {
  expect(parseMessage('errors.portRange|{"min":10000,"max":50000}')).toEqual({
    key: 'errors.portRange',
    params: { min: 10000, max: 50000 },
  })
  expect(messageText(translate, 'errors.portRange|{"min":10000,"max":50000}')).toBe('Choose a port from 10000 to 50000')
})

test('a key may have the name of an operation in it', () => {
  expect(messageText(translate, 'operationTitles.change-phone-flavor.title')).toBe('Change the flavor')
})

test('money in a message is written as the reader writes it', () => {
  const money = (amount: number, currency: string) => `${currency} ${amount.toFixed(2)}`
  const message = 'errors.priceChanged|{"amountMinor":4548000,"currency":"CNY"}'
  expect(messageText(translate, message, money)).toBe('The price is now CNY 45480.00')
})

test('the words of an operation are found under the name of its folder', () => {
  const loose = translatorFor('en', undefined as never) as unknown as LooseTranslator
  expect(messageText(loose, 'operationTitles.buy-phone-servers.title')).toBe('Buy phone servers')
})

test('text that is no key of ours is not taken for one', () => {
  expect(messageText(translate, 'errors.unknownKey')).toBeUndefined()
  expect(messageText(translate, 'A server of this name exists')).toBeUndefined()
  expect(messageText(translate, 'broken|{"min":')).toBeUndefined()
})

test('the same key reads in both languages outside React', () => {
  expect(translatorFor('en', 'status')('done.word')).toBe('Done')
  expect(translatorFor('zh-CN', 'status')('done.word')).toBe('已完成')
})
