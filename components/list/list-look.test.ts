import { describe, expect, test } from 'vitest'
import { choosable, parseLook, shownColumns, writeLook } from './list-look.ts'
import { toggleColumn } from './toggle-column.ts'

const columns = [
  { id: 'name' },
  { id: 'status' },
  { id: 'zone', isExtra: true },
  { id: 'created' },
  { id: 'menu', isPinned: true },
]
const [, status, zone] = columns
const usual = parseLook(undefined)
const ids = (found: { id: string }[]) => found.map(({ id }) => id)

describe('the columns of a list', () => {
  test('are as the list has them until somebody chooses', () => {
    expect(ids(shownColumns(columns, usual))).toEqual(['name', 'status', 'created', 'menu'])
  })

  test('are offered for choice but for the name and the actions, which are always there', () => {
    expect(ids(choosable(columns))).toEqual(['status', 'zone', 'created'])
    const greedy = parseLook('hidden=name.menu.status')
    expect(ids(shownColumns(columns, greedy))).toEqual(['name', 'created', 'menu'])
  })

  test('keep their order when one is added, and come back as they were when it is taken off again', () => {
    const more = toggleColumn(usual, zone ?? { id: '' })
    expect(ids(shownColumns(columns, more))).toEqual(['name', 'status', 'zone', 'created', 'menu'])
    expect(toggleColumn(more, zone ?? { id: '' })).toEqual(usual)
    const less = toggleColumn(usual, status ?? { id: '' })
    expect(ids(shownColumns(columns, less))).toEqual(['name', 'created', 'menu'])
    expect(toggleColumn(less, status ?? { id: '' })).toEqual(usual)
  })
})

test('a look is read as it was written, and a broken one is as usual', () => {
  const look = { density: 'compact', shown: ['zone', 'id'], hidden: ['created'] } as const
  expect(parseLook(writeLook(look))).toEqual(look)
  expect(writeLook(usual)).toBe('')
  expect(parseLook('density=huge&shown=<script>&hidden=..')).toEqual(usual)
})
