import { expect, test } from 'vitest'
import { changedFacts } from './changed-facts.ts'

test('a move tells the state it left and the one it led to, and its facts', () => {
  const row = { was: 'approved', became: 'claimed', detail: { comment: 'yes', amountMinor: 100, code: null } }
  expect(changedFacts(row, 'State')).toEqual([
    { name: 'State', before: 'approved', after: 'claimed' },
    { name: 'comment', after: 'yes' },
    { name: 'amountMinor', after: '100' },
  ])
})

test('a change of settings tells what differs, and nothing else of the two', () => {
  const detail = { before: { name: 'A', region: 'x', gone: true }, after: { name: 'B', region: 'x', roles: ['owner'] } }
  expect(changedFacts({ was: null, became: null, detail }, 'State')).toEqual([
    { name: 'name', before: 'A', after: 'B' },
    { name: 'gone', before: 'true', after: undefined },
    { name: 'roles', before: undefined, after: '["owner"]' },
  ])
})

test('a row that only says that it happened has no facts', () => {
  expect(changedFacts({ was: null, became: null, detail: {} }, 'State')).toEqual([])
})
