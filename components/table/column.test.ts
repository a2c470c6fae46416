import { expect, test } from 'vitest'
import { nextSort } from './column.ts'

test('the head of a column sorts up, and down the second time', () => {
  const name = { id: 'name', sortable: true }
  const up = nextSort(name, { column: 'created', direction: 'ascending' })
  expect(up).toEqual({ column: 'name', direction: 'ascending' })
  expect(nextSort(name, up)).toEqual({ column: 'name', direction: 'descending' })
})

test('a column that is sorted in one way only stays in it, and one that begins with the most goes on to the least', () => {
  const paid = { id: 'paid', sortable: ['descending'] } as const
  const once = nextSort(paid, undefined)
  expect([once, nextSort(paid, once)]).toEqual([
    { column: 'paid', direction: 'descending' },
    { column: 'paid', direction: 'descending' },
  ])
  const amount = { id: 'amount', sortable: ['descending', 'ascending'] } as const
  const most = nextSort(amount, undefined)
  expect(most.direction).toBe('descending')
  expect(nextSort(amount, most).direction).toBe('ascending')
})
