import { expect, test } from 'vitest'
import { requestStates, type RequestState } from './machine.ts'
import { milestonesOf } from './milestones.ts'
import { requestGroups, statusByState } from './state-groups.ts'

const milestones = (state: RequestState, events: string[], hasOrder = true) =>
  milestonesOf(
    state,
    events.map((event, second) => ({ event, at: new Date(second * 1000).toISOString() })),
    { hasOrder },
  )
const standings = (...asked: Parameters<typeof milestones>) => milestones(...asked).map(({ standing }) => standing)

test('a request stands at the first milestone that it has not passed', () => {
  expect(standings('awaiting_approval', ['submit'])).toEqual(['passed', 'here', 'ahead', 'ahead', 'ahead', 'ahead'])
  expect(standings('provisioning', ['submit', 'approve', 'claim', 'send', 'accept', 'pay', 'acceptPayment'])).toEqual([
    'passed',
    'passed',
    'passed',
    'passed',
    'passed',
    'here',
  ])
})

test('a request whose answer was lost is sent and not ordered', () => {
  expect(standings('not_known', ['submit', 'approve', 'send', 'loseAnswer'])[3]).toBe('here')
})

test('what ended before delivery stops where it ended', () => {
  expect(standings('rejected', ['submit', 'reject'])).toEqual(['passed', 'stopped', 'ahead', 'ahead', 'ahead', 'ahead'])
})

test('asking again starts over, and a call that was not sent after all is approved again', () => {
  expect(standings('awaiting_approval', ['submit', 'approve', 'send', 'ruleOut', 'resubmit'])[1]).toBe('here')
  expect(standings('approved', ['submit', 'approve', 'send', 'unsend'])[2]).toBe('here')
})

test('what is delivered has passed every milestone', () => {
  const all = ['submit', 'approve', 'send', 'find', 'findPaid', 'finish']
  expect(new Set(standings('done', all))).toEqual(new Set(['passed']))
})

test('what has no order is neither ordered nor paid: it begins and is carried out', () => {
  const events = ['submit', 'approve', 'send', 'start']
  const names = milestones('provisioning', events, false).map(({ name }) => name)
  expect(names).toEqual(['submitted', 'approved', 'sent', 'begun', 'carriedOut'])
  expect(standings('provisioning', events, false)).toEqual(['passed', 'passed', 'passed', 'passed', 'here'])
  expect(standings('not_known', ['submit', 'approve', 'send', 'loseAnswer'], false)[3]).toBe('here')
  expect(standings('delivery_failed', [...events, 'failDelivery'], false)[4]).toBe('stopped')
})

test('an unknown outcome is never worded as success or failure', () => {
  for (const state of requestGroups.unknown) expect(statusByState[state]).toBe('notKnown')
  expect(requestGroups.unknown).toContain('not_known')
  expect(requestGroups.unknown).toContain('payment_not_known')
})

test('every state belongs to one of the groups that lists offer', () => {
  const offered = (['waiting', 'running', 'unknown', 'person', 'done', 'closed'] as const).flatMap(
    (group): readonly RequestState[] => requestGroups[group],
  )
  expect(offered.toSorted()).toEqual(requestStates.toSorted())
})
