import { describe, expect, test } from 'vitest'
import { classifyWrite } from '#lib/cloud/answer.ts'
import type { Exchange } from '#lib/cloud/exchange.ts'
import { answerKind } from './answer-kind.ts'

const rules = { service: 'cph', refusals: new Set<string>(), isAccepted: () => false } as const
const answered = (httpStatus: number, bodyText: string, type = 'application/json'): Exchange => ({
  kind: 'answered',
  httpStatus,
  headers: { 'content-type': type },
  bodyText,
})
const kindOf = (exchange: Exchange) => {
  const answer = classifyWrite(exchange, rules, new Date())
  return 'reason' in answer ? answerKind(answer.reason)?.kind : answer.kind
}

describe('why an answer tells nothing is told in words', () => {
  test.each([
    [answered(504, ''), 'status'],
    [answered(307, ''), 'redirected'],
    [answered(200, '<html>', 'text/html'), 'notJson'],
    [answered(200, '{}'), 'undocumented'],
    [answered(200, '{"error_code":"CPS.0001","error_msg":"x"}'), 'withError'],
    [answered(400, '{"error_code":"CPS.0061","error_msg":"x"}'), 'unlisted'],
  ] as const)('%j', (exchange, kind) => {
    expect(kindOf(exchange)).toBe(kind)
  })
})

test('with the code that it names, and the cloud’s own words are left as they are', () => {
  expect(answerKind('answered 400 with unlisted code CPS.0061')).toEqual({ kind: 'unlisted', code: 'CPS.0061' })
  expect(answerKind('ECONNRESET')).toEqual({ kind: 'broken', code: '' })
  expect(answerKind('The quota is insufficient.')).toBeUndefined()
})
