import { describe, expect, test } from 'vitest'

import { classifyWrite, gatewayRefusals, retryAfterMs } from './answer.ts'
import type { Exchange } from './exchange.ts'

const now = new Date('2026-01-15T02:30:40Z')
const rules = {
  service: 'cph' as const,
  refusals: new Set(['CPS.0024']),
  isAccepted: (body: unknown) => body !== undefined && JSON.stringify(body).includes('order_id'),
}
const json = { 'content-type': 'application/json;charset=utf-8', 'x-request-id': 'r-1' }

const answered = (httpStatus: number, body: unknown, headers: Record<string, string> = json): Exchange => ({
  kind: 'answered',
  httpStatus,
  headers,
  bodyText: typeof body === 'string' ? body : JSON.stringify(body),
})
const failing = (code: string) => ({ error_code: code, error_msg: 'no', request_id: 'r-2' })
const kindOf = (exchange: Exchange) => classifyWrite(exchange, rules, now).kind

describe('a write is accepted only in the documented form', () => {
  test('the documented yes is accepted, with its request id', () => {
    expect(classifyWrite(answered(200, { order_id: 'CS1' }), rules, now)).toEqual({
      kind: 'accepted',
      httpStatus: 200,
      requestId: 'r-1',
      body: { order_id: 'CS1' },
      rawBody: '{"order_id":"CS1"}',
    })
  })

  test('an empty 204 is accepted where that is the documented yes', () => {
    const empty = { ...rules, isAccepted: (body: unknown) => body === undefined }
    expect(classifyWrite(answered(204, '', {}), empty, now)).toMatchObject({ kind: 'accepted', body: undefined })
    expect(kindOf(answered(204, '', {}))).toBe('unknown')
  })

  test.each<[string, Exchange]>([
    ['without an order id', answered(200, { request_id: 'r' })],
    ['with an error code', answered(200, { order_id: 'CS1', ...failing('CPS.0024') })],
    ['that is HTML', answered(200, '<html>order_id</html>', { 'content-type': 'text/html' })],
    ['of JSON called HTML', answered(200, { order_id: 'CS1' }, { 'content-type': 'text/html' })],
    ['cut short', answered(200, '{"order_id":"CS')],
    ['that is empty', answered(200, '')],
  ])('a 200 %s is unknown', (_, exchange) => expect(kindOf(exchange)).toBe('unknown'))
})

describe('a write is refused only by a listed code', () => {
  test('a code on the list of the API means that nothing was done', () => {
    const answer = classifyWrite(answered(400, failing('CPS.0024')), rules, now)
    expect(answer).toMatchObject({ kind: 'refused', requestId: 'r-1', error: { code: 'CPS.0024', httpStatus: 400 } })
  })

  test.each([...gatewayRefusals])('%s comes from the gateway and means that nothing was done', (code) => {
    expect(kindOf(answered(403, failing(code)))).toBe('refused')
  })

  test.each<[string, Exchange]>([
    ['an unlisted code', answered(400, failing('CPS.0061'))],
    ['no code', answered(400, { oops: true })],
    ['an HTML page', answered(403, '<h1>APIGW.0301</h1>', { 'content-type': 'text/html' })],
    ['a listed code called HTML', answered(400, failing('CPS.0024'), { 'content-type': 'text/html' })],
    ['a 408', answered(408, failing('CPS.0024'))],
    ['a 429 of the service', answered(429, failing('CBC.0250'))],
    ['a throttling code that is not 429', answered(403, failing('APIGW.0308'))],
    ['a 500 with a listed code', answered(500, failing('CPS.0024'))],
    ['a 502', answered(502, failing('APIGW.0610'))],
    ['a 504', answered(504, '')],
    ['a redirect', answered(307, '', { location: 'https://elsewhere.test/' })],
    ['a 304', answered(304, '')],
  ])('%s is unknown', (_, exchange) => expect(kindOf(exchange)).toBe('unknown'))
})

test('the gateway throttles before the service sees the call, so it may be tried anew after the pause', () => {
  const throttled = answered(429, failing('APIGW.0308'), { ...json, 'retry-after': '7' })
  expect(classifyWrite(throttled, rules, now)).toMatchObject({ kind: 'throttled', retryAfterMs: 7000 })
})

test.each([
  ['12', 12_000],
  ['Thu, 15 Jan 2026 02:31:40 GMT', 60_000],
  ['Thu, 15 Jan 2026 02:00:00 GMT', 0],
  ['999999999', 3_600_000],
  ['soon', 30_000],
  [undefined, 30_000],
])('Retry-After %s waits %d ms', (header, expected) => expect(retryAfterMs(header, now)).toBe(expected))

test('what never left is not sent; what broke off is unknown, with what was seen of it', () => {
  expect(classifyWrite({ kind: 'not_sent', reason: 'ENOTFOUND' }, rules, now)).toEqual({
    kind: 'not_sent',
    reason: 'ENOTFOUND',
  })
  const broken: Exchange = { kind: 'broken', fault: 'connection', reason: 'cut', httpStatus: 200, headers: json }
  expect(classifyWrite(broken, rules, now)).toEqual({
    kind: 'unknown',
    reason: 'cut',
    httpStatus: 200,
    requestId: 'r-1',
    rawBody: undefined,
  })
})
