import { describe, expect, test } from 'vitest'
import { type Option, search } from './purchase-model.ts'

// The counts of states are those that the design was checked with: a step more or less in the model changes them.

describe('the protocol holds in every state it can get into, and from each a definite end can be reached', () => {
  test.each<[string, Option[], { states: number; ordersMost: number }]>([
    ['when the cloud pays by itself (one phase)', [], { states: 2206, ordersMost: 1 }],
    ['when an order is made unpaid and then paid (two phases)', ['two_phase'], { states: 4258, ordersMost: 1 }],
    [
      'in two phases also when absence is concluded too early: two orders, one of them paid',
      ['two_phase', 'early_absent'],
      { states: 26_710, ordersMost: 2 },
    ],
    [
      'in two phases also when a request never expires: two orders, one of them paid',
      ['two_phase', 'no_sig_expiry'],
      { states: 12_414, ordersMost: 2 },
    ],
    [
      'when the database loses the intent in a failover, but purchases freeze until the lists were read',
      ['lossy_failover', 'freeze'],
      { states: 5189, ordersMost: 1 },
    ],
  ])('%s', (_, options, { states, ordersMost }) => {
    expect(search(...options)).toEqual({ states, path: [], withoutWayOut: 0, ordersMost })
  })
})

const twice = 'TWO PAID ORDERS'
const lost = 'CLOSED AS FAILED BUT PAID'

describe('each guard is needed in one phase: without it', () => {
  test.each<[string, Option[], { violation: string; states: number; passing: string }]>([
    [
      'a claim that ran out is taken over by sending again, two are bought',
      ['takeover_send'],
      { violation: twice, states: 629, passing: 'w1 takes over the job and starts it again' },
    ],
    [
      'a timeout counts as a failure, two are bought',
      ['timeout_is_failure'],
      { violation: twice, states: 838, passing: 'w0 treats timeout as failure, retries' },
    ],
    [
      'absence is concluded before the horizon, what was closed is bought',
      ['early_absent'],
      { violation: lost, states: 409, passing: 'reconcile: absent' },
    ],
    [
      'a request never expires, what was closed is bought',
      ['no_sig_expiry'],
      { violation: lost, states: 390, passing: 'signature of #1 expires' },
    ],
    [
      'a claim is not a compare-and-set, two are bought',
      ['no_cas'],
      { violation: twice, states: 1580, passing: 'w1 claims from its stale read' },
    ],
    [
      'the intent is written after the send, two are bought',
      ['intent_after'],
      { violation: twice, states: 375, passing: 'w1 sends before writing the intent' },
    ],
    [
      'the HTTP client repeats by itself, two are bought',
      ['client_retry'],
      { violation: twice, states: 279, passing: "w0's HTTP client resends #1 by itself" },
    ],
    [
      'purchases go on after a failover that lost the intent, two are bought',
      ['lossy_failover'],
      { violation: twice, states: 1713, passing: 'DB fails over, SENDING row is lost' },
    ],
    [
      'the id of an attempt lost in a failover is used again, two are bought',
      ['lossy_failover', 'freeze', 'reuse_ids'],
      { violation: twice, states: 1650, passing: 'unfreeze scan: nothing found' },
    ],
  ])('%s', (_, options, { violation, states, passing }) => {
    const found = search(...options)
    expect(found).toMatchObject({ violation, states })
    expect(found.path).toContain(passing)
  })
})
