import { describe, expect, test } from 'vitest'
import { judge } from './track.ts'

describe('when a delivery is over', () => {
  const expected = 3
  test('it is done when every server is up', () => {
    expect(judge({ delivered: 3, failed: 0, expected, isOrderComplete: false })).toBe('finish')
  })
  test('it goes on while a server is still being made', () => {
    expect(judge({ delivered: 2, failed: 0, expected, isOrderComplete: false })).toBeUndefined()
    expect(judge({ delivered: 0, failed: 0, expected, isOrderComplete: true })).toBeUndefined()
  })
  test('it is partly done when some servers failed', () => {
    expect(judge({ delivered: 2, failed: 1, expected, isOrderComplete: false })).toBe('finishPartly')
  })
  test('it is partly done when a completed order has fewer servers than were bought', () => {
    expect(judge({ delivered: 2, failed: 0, expected, isOrderComplete: true })).toBe('finishPartly')
  })
  test('it failed when no server came up', () => {
    expect(judge({ delivered: 0, failed: 3, expected, isOrderComplete: false })).toBe('failDelivery')
  })
})
