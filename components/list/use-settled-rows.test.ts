import { expect, test } from 'vitest'
import { settle } from './use-settled-rows.ts'

const row = (id: string, state = 'waiting') => ({ id, state })
const byId = ({ id }: { id: string }) => id

test('rows keep their places while the list changes: known ones updated, gone ones marked, new ones only counted', () => {
  const shown = [row('a'), row('b'), row('c')]
  const now = [row('new'), row('c'), row('a', 'done')]
  expect(settle(shown, now, byId)).toEqual({
    rows: [row('a', 'done'), { ...row('b'), hasLeft: true }, row('c')],
    arrived: 1,
    left: 1,
  })
})

test('a list that did not change offers nothing', () => {
  expect(settle([row('a')], [row('a')], byId)).toEqual({ rows: [row('a')], arrived: 0, left: 0 })
})
