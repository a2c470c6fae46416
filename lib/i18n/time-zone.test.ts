import { expect, test } from 'vitest'
import { chooseTimeZone } from './time-zone.ts'

test('the zone the browser named is used', () => {
  expect(chooseTimeZone('Asia/Shanghai')).toBe('Asia/Shanghai')
})

test('a forged or broken zone reads UTC', () => {
  expect(chooseTimeZone('Mars/Olympus')).toBe('UTC')
  expect(chooseTimeZone('Asia%2FShanghai')).toBe('UTC')
  expect(chooseTimeZone(undefined)).toBe('UTC')
})
