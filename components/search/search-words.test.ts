import { describe, expect, test } from 'vitest'
import { matchIn } from './match-in.ts'
import { withSearch } from './recent-searches.ts'
import { fits } from './use-commands.ts'

describe('a page or an operation is offered', () => {
  test.each(['ord', 'ORDERS', 'unpaid ord', 'ord unp', ''])('for “%s”, whose words begin words of its own', (text) => {
    expect(fits('Unpaid orders', text)).toBe(true)
  })

  test.each(['rders', 'order x', 'paid'])('not for “%s”', (text) => {
    expect(fits('Unpaid orders', text)).toBe(false)
  })

  test('for Chinese signs anywhere in its name', () => {
    expect(fits('未支付订单', '订单')).toBe(true)
    expect(fits('未支付订单', '任务')).toBe(false)
  })
})

test('what was searched for is found in words whatever its case', () => {
  expect(matchIn('CS2209ABCD', '09ab')).toEqual(['CS22', '09AB', 'CD'])
  expect(matchIn('CS2209ABCD', 'x')).toEqual(['CS2209ABCD', '', ''])
})

test('the last five searches are kept, each once, the newest first', () => {
  const kept = ['a', 'b', 'c', 'd', 'e', 'b'].reduce<string[]>(withSearch, [])
  expect(kept).toEqual(['b', 'e', 'd', 'c', 'a'])
  expect(withSearch(kept, 'f')).toEqual(['f', 'b', 'e', 'd', 'c'])
  expect(withSearch(kept, '  ')).toEqual(kept)
})
