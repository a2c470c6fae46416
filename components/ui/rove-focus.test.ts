import { expect, test } from 'vitest'
import { nextItem } from './rove-focus.ts'

const labels = ['Clone', 'Withdraw', 'Approve']

test('arrows go round at both ends', () => {
  expect(nextItem(labels, 2, 'ArrowDown', 'vertical')).toBe(0)
  expect(nextItem(labels, 0, 'ArrowUp', 'vertical')).toBe(2)
  expect(nextItem(labels, 0, 'ArrowRight', 'horizontal')).toBe(1)
})

test('the first arrow enters at the nearer end', () => {
  expect(nextItem(labels, -1, 'ArrowDown', 'vertical')).toBe(0)
  expect(nextItem(labels, -1, 'ArrowUp', 'vertical')).toBe(2)
})

test('a letter leads to the next item that begins with it', () => {
  expect(nextItem(labels, 0, 'w', 'vertical')).toBe(1)
  expect(nextItem(labels, 0, 'z', 'vertical')).toBeUndefined()
})

test('Home and End lead to the ends, and Enter is left to the item', () => {
  expect(nextItem(labels, 1, 'Home', 'vertical')).toBe(0)
  expect(nextItem(labels, 1, 'End', 'vertical')).toBe(2)
  expect(nextItem(labels, 1, 'Enter', 'vertical')).toBeUndefined()
})
