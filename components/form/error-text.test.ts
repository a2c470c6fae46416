import { expect, test } from 'vitest'
import { errorText } from './error-text.ts'

const words: Record<string, string> = {
  'errors.required': 'Fill this in',
  'errors.invalid': 'Check this value',
  'errors.portTwice': 'Use each port once',
}
const translate = (message: string) => words[message]

test('a schema message that is a key is shown in words', () => {
  expect(errorText({ message: 'errors.portTwice', type: 'custom' }, translate)).toBe('Use each port once')
})

test('words of the server are shown as they are', () => {
  expect(errorText({ message: 'A server of this name exists', type: 'server' }, translate)).toBe(
    'A server of this name exists',
  )
})

test('what the schema library says of a missing value is never shown', () => {
  const error = { message: 'Invalid input: expected string, received undefined', type: 'invalid_type' }
  expect(errorText(error, translate)).toBe('Fill this in')
})

test('what the schema library says of a wrong value is never shown', () => {
  expect(errorText({ message: 'Too big: expected number to be <=10', type: 'too_big' }, translate)).toBe(
    'Check this value',
  )
})
