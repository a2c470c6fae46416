import { expect, test } from 'vitest'
import { positionBeside } from './place-beside.ts'

const viewport = { width: 1000, height: 600 }
const panel = { width: 200, height: 100 }
const box = (left: number, top: number) => ({ left, top, right: left + 80, bottom: top + 30, width: 80, height: 30 })

test('a panel opens below its button, with their starts in line', () => {
  expect(positionBeside(box(100, 100), panel, viewport)).toEqual({ top: 134, left: 100 })
})

test('a panel without room below opens above', () => {
  expect(positionBeside(box(100, 550), panel, viewport)).toEqual({ top: 446, left: 100 })
})

test('a panel at the right edge stays inside the window', () => {
  expect(positionBeside(box(950, 100), panel, viewport).left).toBe(792)
})

test('a panel may end where its button ends, or be centred on it', () => {
  expect(positionBeside(box(500, 100), panel, viewport, { align: 'end' }).left).toBe(380)
  expect(positionBeside(box(500, 100), panel, viewport, { align: 'center' }).left).toBe(440)
})

test('a tooltip without room above goes below', () => {
  expect(positionBeside(box(100, 20), panel, viewport, { side: 'top' }).top).toBe(54)
})
