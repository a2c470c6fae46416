import { expect, test } from '../fixtures.ts'
import { isTaken, stageAction } from './posted-action.ts'
import { sendRaw, statusOf } from './raw-request.ts'

// What an attacker posts to a server action (A3). Each case is refused, nothing is written, and none is a failure of the server.

const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

/** Bodies of React's protocol that name things they must not reach, or are none. */
const bodies = {
  empty: '',
  'no JSON': 'not json',
  'no list': '{"list":"orders"}',
  null: '[null]',
  'no argument': '[]',
  'many arguments': JSON.stringify(Array.from({ length: 2000 }, () => 1)),
  'a text': '["text"]',
  'a list 10,000 deep': `[${deep(10_000)}]`,
  'an object 5,000 deep': `[${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}]`,
  __proto__: '[{"__proto__":{"list":"orders","name":"x"}}]',
  constructor: '[{"constructor":{"prototype":{"polluted":true}}}]',
  'a promise of its own': '[{"then":"x"}]',
  'a getter of another row': '["$1:then"]',
  'the prototype of a row': '["$1:__proto__:constructor"]',
  // CVE-2025-55184, CVE-2025-67779, CVE-2026-23864, CVE-2026-23869, CVE-2026-23870, CVE-2026-64641, CVE-2026-94482: no end, or no end soon.
  'a row that is itself': '["$0"]',
  'a promise of itself': '["$@0"]',
  'a promise that is its own result': '[{"then":"$@0"}]',
  'rows of rows': `[${Array.from({ length: 3000 }, () => '"$0:0"').join(',')}]`,
  'a promise of nothing': '["$@7"]',
  'a file that is not there': '["$B1"]',
  // CVE-2025-55183: a function told as a text is its source.
  'a function of the server': `["$F1"]`,
  'a form that is not there': '["$K1"]',
  'a map that is not there': '["$Q1"]',
  'a stream that is not there': '["$R1"]',
  'a symbol': '["$Sthen"]',
  'a date that is none': '["$Dnever"]',
  'a number without end': '["$Infinity"]',
  'a number of 100,000 digits': `["$n${'9'.repeat(100_000)}"]`,
  'a lone surrogate': '["\\ud800"]',
  'a NUL': '[{"list":"orders","name":"a\\u0000b","query":"","columns":"","density":"normal"}]',
  'unknown fields':
    '[{"list":"orders","name":"x","query":"","columns":"","density":"normal","personId":"x","shared":true}]',
}

test('a body that is not what the action asks for is refused, whatever it names', async ({ url }) => {
  test.setTimeout(180_000)
  const { post } = await stageAction(url)
  const seen: Record<string, string> = {}
  for (const [what, body] of Object.entries(bodies)) {
    const answer = await post({ body })
    seen[what] = isTaken(answer) ? 'taken' : answer.status >= 500 ? `HTTP ${answer.status}` : 'refused'
    if (/async |function|=>/.test(answer.text)) seen[what] = 'told what the server is made of'
  }
  expect(seen).toEqual(Object.fromEntries(Object.keys(bodies).map((what) => [what, 'refused'])))
})

test('the proof of CVE-2025-55182 does nothing, nor do its relatives', async ({ url }) => {
  const { post, views } = await stageAction(url)
  const chunks = (value: string): [string, string][] => [
    [
      '0',
      `{"then":"$1:__proto__:then","status":"resolved_model","reason":-1,"value":${JSON.stringify(value)},"_response":{"_prefix":"globalThis.countersignWasHere=1;","_formData":{"get":"$1:constructor:constructor"}}}`,
    ],
    ['1', '"$@0"'],
  ]
  for (const value of ['{"then":"$B1337"}', '{"then":"$F1"}', '{"then":"$K1"}']) {
    const form = new FormData()
    for (const [name, text] of chunks(value)) form.set(name, text)
    const answer = await post({ headers: { 'content-type': null }, body: form })
    expect([value, answer.status < 500, isTaken(answer)]).toEqual([value, true, false])
  }
  expect(await views()).not.toContain('countersignWasHere')
})

// CVE-2026-64649: bodies of actions had no bound. CVE-2026-27979: nor had those of pages that are gone on with.
test('a body of more than 1 MiB is refused, whether it tells its length or not', async ({ url }) => {
  const { cookie, id, post } = await stageAction(url)
  const long = JSON.stringify(['x'.repeat(1024 * 1024 + 1)])
  expect((await post({ body: long })).status).toBe(413)
  expect((await post({ body: long, headers: { 'next-resume': '1', 'next-action': null } })).status).toBe(413)
  const chunk = `${long.length.toString(16)}\r\n${long}\r\n0\r\n\r\n`
  const answer = await sendRaw(
    url,
    `POST / HTTP/1.1\r\nHost: ${new URL(url).host}\r\nOrigin: ${url}\r\nNext-Action: ${id}\r\nCookie: ${cookie}\r\n` +
      `Content-Type: text/plain;charset=UTF-8\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n${chunk}`,
  )
  expect(statusOf(answer) ?? 413).toBe(413)
  expect((await post({ headers: { 'content-encoding': 'gzip' } })).status).toBe(415)
})
