import { describe, expect, test } from 'vitest'
import { isEnd, next, parseState, requestStates, sources, target, transitionRows, transitions } from './machine.ts'

describe('the life of a request', () => {
  test('a request is sent only from a claim, and a claim is made only of an approval', () => {
    expect(sources('send')).toEqual(['claimed'])
    expect(sources('claim')).toEqual(['approved', 'claimed'])
  })

  test('a purchase whose answer was lost is never sent again without being ruled out and approved anew', () => {
    expect(next('not_known', 'claim')).toBeUndefined()
    expect(next('not_known', 'send')).toBeUndefined()
    expect(next('not_known', 'ruleOut')).toBe('absent')
    expect(next('absent', 'resubmit')).toBe('awaiting_approval')
    expect(next('absent', 'claim')).toBeUndefined()
  })

  test('an unanswered payment is settled only by what the order says', () => {
    expect(Object.keys(transitions.payment_not_known).toSorted()).toEqual(['findCancelled', 'findPaid', 'findUnpaid'])
  })

  test('every event leads to one state', () => {
    for (const { event } of transitionRows()) {
      const targets = new Set(
        transitionRows()
          .filter((row) => row.event === event)
          .map((row) => row.became),
      )
      expect([event, targets.size]).toEqual([event, 1])
    }
    expect(target('find')).toBe('ordered')
  })

  test('an end can be reached from every state', () => {
    const reaches = (state: string, seen: Set<string>): boolean => {
      if (isEnd(parseState(state))) return true
      if (seen.has(state)) return false
      seen.add(state)
      return Object.values(transitions[parseState(state)]).some((became) => reaches(became, seen))
    }
    for (const state of requestStates) expect([state, reaches(state, new Set())]).toEqual([state, true])
  })

  test('every state but the first is reached by some event, and every target is a state', () => {
    const reached = new Set(transitionRows().map((row) => row.became))
    expect(requestStates.filter((state) => !reached.has(state))).toEqual([])
    expect([...reached].filter((state) => !requestStates.includes(parseState(state)))).toEqual([])
  })

  test('a state that nobody knows is refused', () => {
    expect(() => parseState('toString')).toThrow('Unknown request state')
  })
})
