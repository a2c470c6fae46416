import { expect, test } from 'vitest'
import { nextSort } from './column.ts'

test('a column is sorted ascending first, and a second press turns it round', () => {
  expect(nextSort('amount', undefined)).toEqual({ column: 'amount', direction: 'ascending' })
  expect(nextSort('amount', { column: 'amount', direction: 'ascending' }).direction).toBe('descending')
  expect(nextSort('amount', { column: 'amount', direction: 'descending' }).direction).toBe('ascending')
  expect(nextSort('amount', { column: 'name', direction: 'ascending' }).direction).toBe('ascending')
})
