import { expect, test } from 'vitest'
import { allAccounts, chooseAccount } from './account-choice.ts'

test('pages show the account chosen earlier while the person may still read it, otherwise all', () => {
  expect(chooseAccount('b', ['a', 'b'])).toBe('b')
  expect(chooseAccount('gone', ['a', 'b'])).toBeUndefined()
  expect(chooseAccount(allAccounts, ['a', 'b'])).toBeUndefined()
  expect(chooseAccount(undefined, ['a', 'b'])).toBeUndefined()
})

test('the only account is shown whatever was chosen', () => {
  expect(chooseAccount('b', ['a'])).toBe('a')
  expect(chooseAccount('a', [])).toBeUndefined()
})
