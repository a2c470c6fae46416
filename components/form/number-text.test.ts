import { expect, test } from 'vitest'
import { numberFromText, stepNumber } from './number-text.ts'

test('typed digits become a number, with separators and full-width digits understood', () => {
  expect(numberFromText('10001')).toBe(10001)
  expect(numberFromText(' 1,240.5 ')).toBe(1240.5)
  expect(numberFromText('１０')).toBe(10)
})

test('nothing typed is no value, and text that is no number is refused rather than ignored', () => {
  expect(numberFromText('')).toBeUndefined()
  expect(numberFromText('12a')).toBeNaN()
  expect(numberFromText('1e3')).toBeNaN()
})

test('a stepper stays inside its bounds and starts at the lower one', () => {
  expect(stepNumber(10, 1, 1, 10)).toBe(10)
  expect(stepNumber(1, -1, 1, 10)).toBe(1)
  expect(stepNumber(undefined, 1, 1, 10)).toBe(1)
  expect(stepNumber(Number.NaN, 1, 1, 10)).toBe(1)
})
