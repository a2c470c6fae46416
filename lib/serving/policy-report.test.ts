import { expect, test } from 'vitest'
import { readPolicyReports } from './policy-report.ts'

const page = 'https://console.example.com/requests/4?token=secret#part'
const reported = (body: object, type = 'csp-violation') => ({ type, age: 1, url: page, user_agent: 'x', body })
const violation = {
  effectiveDirective: 'script-src-elem',
  blockedURL: 'https://evil.example/x.js?secret',
  documentURL: page,
  originalPolicy: "script-src 'nonce-secret'",
  sample: 'secret()',
}
const kept = { event: 'script-src-elem', place: 'https://evil.example', path: '/requests/4' }

test('of a violation the log gets the directive, the origin of what was blocked, and the page without its query', () => {
  expect(readPolicyReports(JSON.stringify([reported(violation)]))).toEqual([kept])
})

test('what browsers say that know only the older form is the same', () => {
  const told = {
    'effective-directive': 'script-src-elem',
    'violated-directive': 'script-src-elem',
    'blocked-uri': violation.blockedURL,
    'document-uri': page,
    'script-sample': 'secret()',
  }
  expect(readPolicyReports(JSON.stringify({ 'csp-report': told }))).toEqual([kept])
  const sources = { ...told, 'effective-directive': undefined, 'violated-directive': "script-src 'self'" }
  expect(readPolicyReports(JSON.stringify({ 'csp-report': sources }))).toEqual([{ ...kept, event: 'script-src' }])
})

test.each([
  ['inline', 'inline'],
  ['', ''],
  ['data:text/html,secret', 'data:'],
  ['not an address secret', 'unknown'],
  [`https://${'x'.repeat(300)}.example/`, `https://${'x'.repeat(92)}`],
])('what was blocked is a word or an origin: %s', (blockedURL, place) => {
  expect(readPolicyReports(JSON.stringify([reported({ ...violation, blockedURL })]))).toEqual([{ ...kept, place }])
})

test('other reports, and what lacks a part, are passed over; of very many ten are read', () => {
  const mixed = [reported(violation, 'deprecation'), reported({ blockedURL: 'inline' }), reported(violation)]
  expect(readPolicyReports(JSON.stringify(mixed))).toEqual([kept])
  expect(readPolicyReports(JSON.stringify(Array.from({ length: 500 }, () => reported(violation))))).toHaveLength(10)
})

test.each(['', 'no json', '{}', 'null', '3', '[1]', '{"csp-report":{}}', '{"__proto__":{"csp-report":1}}'])(
  'what no browser sends is nothing: %s',
  (text) => {
    expect(readPolicyReports(text)).toBeUndefined()
  },
)

test('whatever stands in a report, no line break and no long text comes out of it', () => {
  const nasty = {
    effectiveDirective: 'x\nlevel=fatal',
    blockedURL: 'a\nb',
    documentURL: `https://h/${'y'.repeat(9_000)}\n`,
  }
  for (const each of readPolicyReports(JSON.stringify([reported(nasty)])) ?? [])
    for (const text of Object.values(each)) {
      expect(text).not.toContain('\n')
      expect(text.length).toBeLessThanOrEqual(200)
    }
})
