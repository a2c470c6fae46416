import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { decode } from 'next-auth/jwt'
import { Secret, TOTP } from 'otpauth'
import { z } from 'zod'
import { keepSecrets } from '../../scripts/demo/secrets.ts'
import { type Answer, actionIds, callAction } from '../direct.ts'
import { expect, test } from '../fixtures.ts'
import { signIn } from '../stack.ts'
import { release } from './canaries.ts'
import { openConsoleDatabase } from './outsider.ts'
import { requireDataDir } from './outsider-of-a-file.ts'

// Secrets of every sort are made, typed and mistyped (A11). That they are found nowhere is seen when all tests are over:
// e2e/security/sweep.ts.

const dataDir = requireDataDir()

const canary = () => `canary-${randomBytes(18).toString('hex')}`

async function stage(url: string) {
  const cookie = await signIn(url, 'owner@demo.test')
  const ids = actionIds()
  const call = (name: string, input: unknown, who = cookie) =>
    callAction(url, ids.get(name) ?? '', input, { cookie: who })
  const client = await openConsoleDatabase(dataDir)
  const { rows } = await client.query<{ id: string }>(
    "select id::text from cloud_account where state = 'active' limit 1",
  )
  await client.end()
  return { cookie, call, accountId: rows[0]?.id ?? '' }
}

/** What an action returned. */
const valueOf = <T extends z.ZodType>(schema: T, answer: Answer | { status: number }): z.output<T> => {
  expect(answer).toMatchObject({ ok: true })
  return schema.parse('ok' in answer && answer.ok ? answer.value : undefined)
}

/** The cookie of a session, and the id of the session that is sealed in it. */
async function releaseSession(cookie: string): Promise<void> {
  const token = /countersign-session=([^;]+)/.exec(cookie)?.[1] ?? ''
  const { sessionSecret } = await keepSecrets(join(dataDir))
  const claims = await decode({ token, secret: sessionSecret })
  release(dataDir, 'the cookie of a session', token)
  release(dataDir, 'the id of a session', z.string().parse(claims?.['sid']))
}

test('somebody is invited, chooses a password, and proves who they are', async ({ url }) => {
  const { cookie, call, accountId } = await stage(url)
  await releaseSession(cookie)
  const email = `${randomUUID()}@canary.test`
  const invited = await call('person.invite', { email, name: 'Canary', accountId, roles: ['support'] })
  const { token } = valueOf(z.object({ token: z.string() }), invited)
  release(dataDir, 'an invitation', token)
  const password = canary()
  release(dataDir, 'a password', password)
  expect(await call('person.join', { token, password }, '')).toMatchObject({ ok: true })
  const theirs = await signIn(url, email, password)
  await releaseSession(theirs)

  const begun = valueOf(z.object({ id: z.string(), secret: z.string() }), await call('factor.beginCodes', {}, theirs))
  release(dataDir, 'the secret of a second factor', begun.secret)
  const code = new TOTP({ secret: Secret.fromBase32(begun.secret) }).generate()
  const enrolled = await call('factor.finishCodes', { id: begun.id, name: 'Canary', code }, theirs)
  const codes = JSON.stringify(enrolled).match(/(?:[a-z0-9]{4}-){3}[a-z0-9]{4}/g) ?? []
  expect(codes).toHaveLength(10)
  for (const each of codes) release(dataDir, 'a recovery code', each)
})

test('secrets that are typed where they are wrong, or refused, are kept nowhere either', async ({ url, cloud }) => {
  const { cookie, call, accountId } = await stage(url)
  const typed = (what: string) => {
    const secret = canary()
    release(dataDir, what, secret)
    return secret
  }
  await signIn(url, 'owner@demo.test', typed('a wrong password'))
  await signIn(url, typed('a password in the field of the name'), 'x')
  expect(await call('session.confirm', { proof: typed('a wrong proof') })).toMatchObject({ ok: false })
  expect(await call('factor.prove', { proof: typed('a wrong code') })).toMatchObject({ ok: false })
  expect(
    await call('person.join', { token: typed('a dead link'), password: typed('a lost password') }, ''),
  ).toMatchObject({ ok: false })
  const [known] = await cloud.credentials()
  const keyed = (what: string) => ({ accessKey: known?.ak, secretKey: typed(what) })
  for (const input of [
    { accountId, which: 'read', key: keyed('a read key that the cloud refuses') },
    { accountId, which: 'spend', key: keyed('a spending key that the cloud refuses') },
    { accountId, which: 'spend', key: keyed('a key with more than was asked for'), more: true },
    { accountId: typed('a key in the field of the account'), which: 'read', key: keyed('a key of no account') },
  ])
    expect(await call('account.replaceKey', input)).toMatchObject({ ok: false })
  // Neither does a request that no action takes.
  const secret = typed('a key in the address of a page')
  for (const path of [`/orders?q=${secret}`, `/api/orders?after=${secret}`, `/api/${secret}`, `/join?x=${secret}`])
    await (await fetch(url + path, { headers: { cookie } })).text()
})
