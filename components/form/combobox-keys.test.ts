import { expect, test } from 'vitest'
import { keyAction } from './combobox-keys.ts'

test('a closed list opens with an arrow and leaves Enter to the form', () => {
  expect(keyAction('ArrowDown', false, -1, 3)).toBe('open')
  expect(keyAction('Enter', false, -1, 3)).toBeUndefined()
})

test('arrows go round the open list', () => {
  expect(keyAction('ArrowDown', true, 2, 3)).toBe(0)
  expect(keyAction('ArrowUp', true, 0, 3)).toBe(2)
  expect(keyAction('ArrowDown', true, -1, 3)).toBe(0)
})

test('Enter chooses the active row and never sends the form from an open list', () => {
  expect(keyAction('Enter', true, 1, 3)).toBe('choose')
  expect(keyAction('Enter', true, -1, 0)).toBe('leave')
})

test('Escape leaves everything as it was', () => {
  expect(keyAction('Escape', true, 1, 3)).toBe('leave')
  expect(keyAction('Escape', false, -1, 3)).toBeUndefined()
})

test('a list without a match has nothing to move to', () => {
  expect(keyAction('ArrowDown', true, -1, 0)).toBeUndefined()
})
