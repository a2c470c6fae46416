import { expect, test } from 'vitest'
import { matchChoices } from './choice.ts'

const choices = [
  { value: 'a', label: 'AOSP 11', description: 'Public image' },
  { value: 'gold', label: 'gold-image-7', description: 'Private image' },
]

test('every typed word must be found, in any order and in any case', () => {
  expect(matchChoices(choices, 'IMAGE public')).toEqual([choices[0]])
  expect(matchChoices(choices, 'gold 11')).toEqual([])
})

test('nothing typed shows every choice', () => {
  expect(matchChoices(choices, ' ')).toEqual(choices)
})
