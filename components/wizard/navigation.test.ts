import { expect, test } from 'vitest'
import { firstStepOf, reviewId, stepAfter, stepBefore, stepOfField, stepStates, stepToShow } from './navigation.ts'

const ids = ['account', 'server', 'network', reviewId]

test('each step says whether it is done, here, wrong or still ahead', () => {
  expect(stepStates(ids, 'server', 2, new Set(['network']))).toEqual(['done', 'here', 'error', 'ahead'])
})

test('the review is never shown as done', () => {
  expect(stepStates(ids, 'account', 3, new Set())).toEqual(['here', 'done', 'done', 'ahead'])
})

test('a field belongs to the step its path begins with', () => {
  expect(stepOfField(ids, 'network.ports.1.port')).toBe('network')
  expect(stepOfField(ids, 'elsewhere.name')).toBeUndefined()
})

test('after a refusal the first step that owns a wrong field opens, in the order of the steps', () => {
  expect(firstStepOf(ids, ['network.vpc', 'server.name'])).toBe('server')
  expect(firstStepOf(ids, ['elsewhere'])).toBeUndefined()
})

test('an address never leads past what has been visited', () => {
  expect(stepToShow(ids, 'network', 1)).toBe('server')
  expect(stepToShow(ids, 'server', 2)).toBe('server')
  expect(stepToShow(ids, 'nonsense', 2)).toBe('account')
  expect(stepToShow(ids, null, 2)).toBe('account')
})

test('the first step has nothing before it and the review nothing after it', () => {
  expect(stepBefore(ids, 'account')).toBeUndefined()
  expect(stepAfter(ids, reviewId)).toBeUndefined()
  expect(stepAfter(ids, 'network')).toBe(reviewId)
})
