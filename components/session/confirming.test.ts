import { afterEach, expect, test } from 'vitest'
import type { ActionResult } from '#lib/result.ts'
import { answerConfirmations, confirming } from './confirming.ts'

afterEach(() => answerConfirmations(undefined))

const mustProve: ActionResult<string> = {
  ok: false,
  error: { code: 'confirm_first', message: 'errors.confirmFirst', traceId: 't' },
}

/** An action that wants a proof until `proved` says so. */
function stage() {
  const state = { isProved: false, calls: 0 }
  const call = () => {
    state.calls += 1
    return Promise.resolve<ActionResult<string>>(state.isProved ? { ok: true, value: 'approved' } : mustProve)
  }
  return { state, call }
}

/** A frame that answers so; how often it made its page anew. */
function frame(ask: () => Promise<boolean>) {
  const seen = { renewed: 0 }
  answerConfirmations({
    ask,
    renew: () => {
      seen.renewed += 1
    },
  })
  return seen
}

test('an action goes on by itself once its person has proved who they are', async () => {
  const { state, call } = stage()
  frame(() => {
    state.isProved = true
    return Promise.resolve(true)
  })
  expect(await confirming(call)).toEqual({ ok: true, value: 'approved' })
  expect(state.calls).toBe(2)
})

test('without a proof nothing is tried again', async () => {
  const { state, call } = stage()
  frame(() => Promise.resolve(false))
  expect(await confirming(call)).toEqual(mustProve)
  expect(state.calls).toBe(1)
})

test('two actions at once ask one question', async () => {
  const { state, call } = stage()
  let questions = 0
  frame(() => {
    questions += 1
    state.isProved = true
    return Promise.resolve(true)
  })
  const results = await Promise.all([confirming(call), confirming(call)])
  expect(results.every((result) => result.ok)).toBe(true)
  expect(questions).toBe(1)
})

test('a page of an earlier session is made anew, and nothing is pressed for the person', async () => {
  const seen = frame(() => Promise.resolve(true))
  let calls = 0
  const refused: ActionResult<string> = {
    ok: false,
    error: { code: 'other_session', message: 'errors.otherSession', traceId: 't' },
  }
  const call = () => {
    calls += 1
    return Promise.resolve(refused)
  }
  expect(await confirming(call)).toEqual(refused)
  expect([calls, seen.renewed]).toEqual([1, 1])
})
