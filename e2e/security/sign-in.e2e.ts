import { createHash, randomUUID } from 'node:crypto'
import { accessManifest, asksWhoItIs } from '#lib/auth/manifest.ts'
import { networkOf } from '#lib/auth/network-of.ts'
import { actionIds, callAction } from '../direct.ts'
import { expect, test } from '../fixtures.ts'
import { postSignIn } from '../stack.ts'
import { idHashOf } from './outsider.ts'
import { outsiderOfThisFile } from './outsider-of-a-file.ts'

// The sign-in as it is guessed at, flooded and gone round (A6). Codes, passkeys and the counting itself are tested in lib/auth;
// how long answers take, and what a flood costs others, is measured: `npm run bench -- sign-in`.

const outsider = outsiderOfThisFile()

let nth = 0
/** An address of a network that nobody else comes from: what fails here locks no other test. */
const someAddress = () =>
  `2001:db8:${(nth += 1).toString(16)}:${Number.parseInt(randomUUID().slice(0, 4), 16).toString(16)}::1`

test('nobody learns from an answer who has an account: status, headers and words are the same', async ({ url }) => {
  const { client } = outsider()
  const add = async (disabledAt: Date | null) => {
    const email = `${randomUUID()}@outside.test`
    await client.query(`insert into person (email, name, disabled_at) values ($1, 'Somebody', $2)`, [email, disabledAt])
    return email
  }
  const [disabled, invited] = [await add(new Date()), await add(null)]
  const asked: Record<string, string> = {
    'a wrong password': outsider().email,
    'an unknown address': `${randomUUID()}@outside.test`,
    'a disabled person': disabled,
    'somebody who is only invited': invited,
    'somebody of the demo': 'support@demo.test',
    'an address that is none': 'no address',
    'an address in capitals': outsider().email.toUpperCase(),
    'an address with another alphabet’s letter': outsider().email.replace('o', 'о'),
  }
  const answers = new Map<string, string>()
  for (const [what, email] of Object.entries(asked)) {
    const headers = { 'x-forwarded-for': someAddress() }
    const { answer, text } = await postSignIn(url, { email, password: 'a wrong one', headers })
    const names = [...answer.headers].map(([name, value]) => (name === 'date' ? name : `${name}: ${value}`))
    // The nonce of the policy and what is sealed are others each time, of the same length.
    answers.set(
      what,
      `${answer.status} ${text} ${names.join('\n').replaceAll(/[\w.+/%=-]{20,}/g, (sealed) => `<${sealed.length}>`)}`,
    )
  }
  const [first = ''] = answers.values()
  expect(first).toContain('401')
  expect(first).toContain('auth.wrongSignIn')
  for (const [what, answer] of answers) expect([what, answer]).toEqual([what, first])
  await client.query('delete from person where email = any($1)', [[disabled, invited]])
})

/** Names of attempts are kept as digests. */
const keptAs = (name: string) => createHash('sha256').update(name).digest('hex')

test('a locked name says so alike, whether anybody has it, and also to the right password', async ({ url }) => {
  const { client, email, password } = outsider()
  const before = await postSignIn(url, { email, password })
  const device = before.cookie.split('; ').find((pair) => pair.startsWith('countersign-device=')) ?? ''
  expect(device).not.toBe('')
  const nobody = `${randomUUID()}@outside.test`
  for (const name of [email, nobody])
    await client.query(`insert into sign_in_attempt (email, succeeded) select $1, false from generate_series(1, 5)`, [
      keptAs(name),
    ])
  const [known, unknown] = await Promise.all(
    [email, nobody].map((name) =>
      postSignIn(url, { email: name, password, headers: { 'x-forwarded-for': someAddress() } }),
    ),
  )
  expect(known?.text).toContain('auth.tooManyAttempts')
  expect([known?.answer.status, known?.text]).toEqual([unknown?.answer.status, unknown?.text])
  // The browser that the person has signed in with before is not kept out by others' failures; what it keeps opens nothing.
  const kept = await postSignIn(url, { email, password, cookie: device })
  expect(kept.cookie).toContain('countersign-session=')
  const wrong = await postSignIn(url, { email, password: 'a wrong one', cookie: device })
  expect(wrong.text).toContain('auth.wrongSignIn')
  await client.query('delete from sign_in_attempt where email = any($1)', [[email, nobody].map(keptAs)])
})

test('an address that failed too often is out, and a browser cannot say that it is another', async ({ url }) => {
  const { client, email, password } = outsider()
  const [flooding, other] = [someAddress(), someAddress()]
  await client.query(
    `insert into sign_in_attempt (email, succeeded, address) select n || '@flood.test', false, $1 from generate_series(1, 50) n`,
    [networkOf(flooding)],
  )
  const from = async (address: string) =>
    (await postSignIn(url, { email, password, headers: { 'x-forwarded-for': address } })).text
  expect(await from(flooding)).toContain('auth.tooManyFromAddress')
  // The proxy writes what it heard behind what the browser wrote.
  expect(await from(`${other}, ${flooding}`)).toContain('auth.tooManyFromAddress')
  expect(await from(`${flooding}, ${other}`)).not.toContain('error')
})

/** Nothing takes these fields: a proof that is old is noticed before they are looked at, and a fresh one does nothing. */
const nonsense = { nothing: 'of the sort' }

/** Actions that ask who it is, by their permission or by themselves, and what is posted to them. */
const asking: [name: string, input: unknown][] = [
  ...Object.entries(accessManifest)
    .filter(([, demanded]) => [...asksWhoItIs].some((permission) => permission === demanded))
    .map(([name]): [string, unknown] => [name, nonsense]),
  ['factor.beginCodes', {}],
  ['factor.beginPasskey', {}],
  ['factor.remove', { id: randomUUID() }],
  ['factor.renewRecoveryCodes', {}],
]

test('whatever spends, approves, or changes people and keys is refused to an old proof, whoever posts it directly', async ({
  url,
}) => {
  test.setTimeout(120_000)
  const { cookie, change } = await outsider().open()
  const ids = actionIds()
  const answers = async () => {
    const seen: Record<string, string> = {}
    for (const [name, input] of asking) {
      const answer = await callAction(url, ids.get(name) ?? '', input, { cookie })
      seen[name] = 'ok' in answer ? (answer.ok ? 'ok' : answer.error.code) : `HTTP ${answer.status}`
    }
    return seen
  }
  expect(asking.length).toBeGreaterThanOrEqual(20)
  await change(`confirmed_at = now() - interval '10 minutes'`)
  const old = await answers()
  expect(old).toEqual(Object.fromEntries(Object.keys(old).map((name) => [name, 'confirm_first'])))
  await change(`confirmed_at = now() - interval '9 minutes'`)
  const fresh = await answers()
  expect(Object.values(fresh)).not.toContain('confirm_first')
})

test('a proof counts for the session that gave it, under a new id: the old cookie is dead', async ({ url }) => {
  const [mine, other] = [await outsider().open(), await outsider().open()]
  for (const { change } of [mine, other]) await change(`confirmed_at = now() - interval '1 hour'`)
  const renew = async (cookie: string) =>
    callAction(url, actionIds().get('factor.renewRecoveryCodes') ?? '', {}, { cookie })
  const refused = { ok: false, error: { code: 'confirm_first' } }
  expect(await renew(mine.cookie)).toMatchObject(refused)

  const confirm = async (proof: string) =>
    fetch(`${url}/settings/me`, {
      method: 'POST',
      headers: {
        'next-action': actionIds().get('session.confirm') ?? '',
        'content-type': 'text/plain;charset=UTF-8',
        accept: 'text/x-component',
        origin: url,
        cookie: mine.cookie,
      },
      body: JSON.stringify([{ proof }]),
    })
  const wrong = await confirm('a guess')
  expect(wrong.headers.getSetCookie().join()).not.toContain('countersign-session')
  expect(await renew(mine.cookie)).toMatchObject(refused)

  const right = await confirm(outsider().password)
  const [pair = ''] = right.headers.getSetCookie().map((line) => line.split(';')[0] ?? '')
  expect(pair).toContain('countersign-session=')
  // The new id is nowhere but in the cookie.
  const { rows } = await outsider().client.query<{ id_hash: string }>(
    `select id_hash from session where person_id = $1 and confirmed_at > now() - interval '1 minute'`,
    [outsider().personId],
  )
  const text = await right.text()
  expect(rows.map(({ id_hash }) => id_hash)).not.toContain(idHashOf(mine.sid))
  expect(text).not.toContain(pair.slice('countersign-session='.length))
  expect(await renew(mine.cookie)).toMatchObject({ ok: false, error: { code: 'unauthenticated' } })
  // Who has no factor has no codes either: it is asked nothing more than that.
  expect(await renew(pair)).toMatchObject({ ok: false, error: { code: 'conflict' } })
  // Somebody's other browser has proved nothing.
  expect(await renew(other.cookie)).toMatchObject(refused)
})

test('half a sign-in does nothing but finish it, whatever is posted with it', async ({ url }) => {
  test.setTimeout(120_000)
  for (const needs of ['factor', 'enrolment']) {
    const { cookie, change } = await outsider().open()
    await change(`needs = '${needs}'`)
    const begun = (name: string) => Object.entries(accessManifest).some(([key, who]) => key === name && who === 'begun')
    const isPublic = (name: string) => name === 'person.join' || name === 'person.openLink'
    const seen: Record<string, string> = {}
    for (const [name, id] of actionIds()) {
      if (begun(name) || isPublic(name)) continue
      const answer = await callAction(url, id, {}, { cookie })
      seen[name] = 'ok' in answer && !answer.ok ? answer.error.code : JSON.stringify(answer)
    }
    expect(seen).toEqual(Object.fromEntries(Object.keys(seen).map((name) => [name, 'unauthenticated'])))
    expect((await fetch(`${url}/api/events`, { headers: { cookie } })).status).toBe(401)
  }
})
