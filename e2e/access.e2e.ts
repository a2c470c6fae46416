import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ActionName, accessManifest, isBound, isEntryPoint, type RouteName } from '#lib/auth/manifest.ts'
import { type Role as AccountRole, permissions } from '#lib/auth/permissions.ts'
import { fullInput } from '#lib/operations/buy-phone-servers/fixtures/inputs.ts'
import type { Page } from '@playwright/test'
import { fillPurchase } from './buy.ts'
import { actionIds, callAction, pageToken } from './direct.ts'
import { type Role, expect, test } from './fixtures.ts'
import { requireDataDir } from './security/outsider-of-a-file.ts'

type Who = Role | 'nobody'
const everybody: Who[] = ['admin', 'reviewer', 'support', 'owner', 'nobody']

/** What the one table of permissions says, so that a change there is a change of this test's expectation. */
function expected(entry: ActionName | RouteName, who: Who): 'open' | 'forbidden' | 'unauthenticated' {
  const demanded = accessManifest[entry]
  if (demanded === 'public') return 'open'
  if (who === 'nobody') return 'unauthenticated'
  if (demanded === 'signed-in' || demanded === 'begun') return 'open'
  const allowed: readonly AccountRole[] = permissions[demanded]
  return allowed.includes(who) ? 'open' : 'forbidden'
}

type World = { accountId: string; requestId: string; cookies: Record<Who, string> }

const submitKey = '3f0c3f0e-8a55-4f5e-9d5c-0f6f3f1f7a10'
const hash = '0'.repeat(64)
const orderId = 'CS0000000000AAAAA'

/** For each action an input that gets as far as the question of permission, and changes nothing where it is allowed. */
const inputs: Record<ActionName, (world: World) => unknown> = {
  'draft.save': ({ accountId }) => ({ operation: 'none', accountId, step: 'account', content: {}, revision: 0 }),
  'draft.discard': () => ({ operation: 'none' }),
  'session.confirm': () => ({ proof: 'wrong' }),
  'session.confirmWithPasskey': () => ({ answer: { id: 'x', response: { clientDataJSON: 'x' } } }),
  'session.stay': () => ({}),
  'session.revoke': () => ({ id: hash }),
  // With nothing in it is refused before any session ends.
  'session.revokeOthers': () => ({ all: true }),
  'factor.prove': () => ({ proof: 'wrong' }),
  'factor.provePasskey': () => ({ answer: { id: 'x', response: { clientDataJSON: 'x' } } }),
  'factor.askPasskey': () => ({}),
  'factor.beginCodes': () => ({}),
  'factor.finishCodes': () => ({ id: submitKey, name: 'x', code: '000000' }),
  'factor.beginPasskey': () => ({}),
  'factor.finishPasskey': () => ({ name: 'x', answer: { id: 'x', response: { clientDataJSON: 'x' } } }),
  'factor.remove': () => ({ id: submitKey }),
  'factor.renewRecoveryCodes': () => ({}),
  'person.openLink': () => ({ token: 'x' }),
  'person.join': () => ({ token: 'x', password: 'x' }),
  'person.invite': ({ accountId }) => ({ email: 'matrix@demo.test', name: 'x', accountId, roles: ['support'] }),
  'person.link': () => ({ personId: submitKey }),
  'person.giveRole': ({ accountId }) => ({ personId: submitKey, accountId, role: 'support' }),
  'person.takeRole': ({ accountId }) => ({ personId: submitKey, accountId, role: 'support' }),
  'person.decideChange': () => ({ id: submitKey, decision: 'refuse' }),
  'person.disable': () => ({ personId: submitKey }),
  'person.enable': () => ({ personId: submitKey }),
  'person.clearFactors': () => ({ personId: submitKey }),
  'group.create': () => ({ name: '' }),
  'group.rename': () => ({ groupId: submitKey, name: 'matrix' }),
  'group.delete': () => ({ groupId: submitKey }),
  'group.addMember': () => ({ groupId: submitKey, personId: submitKey }),
  'group.removeMember': () => ({ groupId: submitKey, personId: submitKey }),
  'group.giveRole': ({ accountId }) => ({ groupId: submitKey, accountId, role: 'support' }),
  'group.takeRole': ({ accountId }) => ({ groupId: submitKey, accountId, role: 'support' }),
  'view.save': () => ({ list: 'orders', name: 'matrix', query: 'status=unpaid', columns: '', density: 'normal' }),
  'view.rename': () => ({ id: submitKey, name: 'matrix' }),
  'view.share': () => ({ id: submitKey, isShared: true }),
  'view.delete': () => ({ id: submitKey }),
  'account.add': () => ({
    name: 'matrix',
    site: 'europe',
    region: 'cn-north-4',
    projectId: '0'.repeat(32),
    read: { accessKey: 'MATRIXREADKEY', secretKey: 's'.repeat(40) },
    spend: { accessKey: 'MATRIXSPENDKEY', secretKey: 's'.repeat(40) },
  }),
  'account.check': ({ accountId }) => ({ accountId }),
  'account.replaceKey': ({ accountId }) => ({
    accountId,
    which: 'read',
    key: { accessKey: 'MATRIXREADKEY', secretKey: 's'.repeat(40) },
  }),
  'account.retire': ({ accountId }) => ({ accountId, name: 'not its name' }),
  // In a currency that no account is billed in.
  'account.setBudget': ({ accountId }) => ({ accountId, currency: 'XXX', amount: '1', shown: null }),
  'account.removeBudget': ({ accountId }) => ({ accountId, currency: 'XXX', shown: 1 }),
  // Paused here, it is started again by the next.
  'account.pause': ({ accountId }) => ({ accountId, reason: 'the matrix of permissions' }),
  'account.resume': ({ accountId }) => ({ accountId }),
  // Stopped here, they are resumed by the next.
  'purchases.stop': () => ({ reason: 'the matrix of permissions' }),
  'purchases.resume': () => ({}),
  'request.submit': ({ accountId }) => ({
    operation: 'buy-phone-servers',
    submitKey,
    input: { ...fullInput, account: { ...fullInput.account, accountId } },
  }),
  'request.resubmit': ({ requestId }) => ({ id: requestId, comment: 'no' }),
  'request.approve': ({ requestId }) => ({ id: requestId, version: 1, hash }),
  'request.reject': ({ requestId }) => ({ id: requestId, version: 1, hash, comment: 'no' }),
  'request.withdraw': ({ requestId }) => ({ id: requestId }),
  'request.comment': ({ requestId }) => ({ id: requestId, body: 'seen' }),
  'request.close': ({ requestId }) => ({ id: requestId, comment: 'no' }),
  'request.cancelOrder': ({ requestId }) => ({ id: requestId, comment: 'no' }),
  'request.readOrder': ({ requestId }) => ({ id: requestId, orderId }),
  'request.adoptOrder': ({ requestId }) => ({ id: requestId, orderId, comment: 'no' }),
  'request.cancelFoundOrder': ({ requestId }) => ({ id: requestId, orderId, comment: 'no' }),
  'request.disownOrders': ({ requestId }) => ({ id: requestId, orderIds: [orderId], comment: 'no' }),
  'request.retryPayment': ({ requestId }) => ({ id: requestId }),
}

const charge = JSON.stringify({ kind: 'none' })

const paths: Record<RouteName, (world: World) => string> = {
  'GET /api/accounts': () => '/api/accounts',
  'GET /api/accounts/[accountId]': ({ accountId }) => `/api/accounts/${accountId}`,
  'GET /api/accounts/[accountId]/lookups/[kind]': ({ accountId }) => `/api/accounts/${accountId}/lookups/vpcs`,
  'GET /api/accounts/[accountId]/quote': ({ accountId }) =>
    `/api/accounts/${accountId}/quote?charge=${encodeURIComponent(charge)}`,
  'GET /api/accounts/[accountId]/preflight': ({ accountId }) => `/api/accounts/${accountId}/preflight`,
  'GET /api/drafts/[operation]': () => '/api/drafts/buy-phone-servers',
  'GET /api/requests': () => '/api/requests',
  'GET /api/requests/[id]': ({ requestId }) => `/api/requests/${requestId}`,
  'GET /api/desk': () => '/api/desk',
  'GET /api/purchases': () => '/api/purchases',
  'GET /api/orders': () => '/api/orders',
  'GET /api/orders/total': () => '/api/orders/total',
  'GET /api/orders/choices': () => '/api/orders/choices?of=person',
  'GET /api/orders/[orderId]': () => `/api/orders/${orderId}`,
  'GET /api/views': () => '/api/views',
  'GET /api/jobs': () => '/api/jobs',
  'GET /api/jobs/total': () => '/api/jobs/total',
  'GET /api/jobs/board': () => '/api/jobs/board',
  'GET /api/jobs/deliveries': () => '/api/jobs/deliveries',
  'GET /api/jobs/[service]/[jobId]': () => '/api/jobs/cph/0',
  'GET /api/phone-servers': () => '/api/phone-servers',
  'GET /api/phone-servers/[serverId]': () => `/api/phone-servers/${'0'.repeat(32)}`,
  'GET /api/desktops': () => '/api/desktops',
  'GET /api/desktops/[desktopId]': () => '/api/desktops/00000000-0000-4000-8000-000000000000',
  'GET /api/servers': () => '/api/servers',
  'GET /api/servers/[serverId]': () => '/api/servers/00000000-0000-4000-8000-000000000000',
  'GET /api/audit': () => '/api/audit',
  'GET /api/audit/choices': () => '/api/audit/choices',
  'GET /api/audit/[seq]': () => '/api/audit/1',
  'GET /api/errors': () => '/api/errors?code=CPS.0065&locale=en',
  'GET /api/overview': () => '/api/overview',
  'GET /api/expiring': () => '/api/expiring',
  'GET /api/insights': () => '/api/insights',
  'GET /api/insights/quotas': ({ accountId }) => `/api/insights/quotas?accountId=${accountId}`,
  'GET /api/search/words': () => '/api/search/words?locale=en',
  'GET /api/export/[list]': () => '/api/export/orders?format=json',
  'GET /api/search': () => '/api/search?q=cs',
  'GET /api/events': () => '/api/events',
  'GET /api/session': () => '/api/session',
  'GET /api/auth/company': () => '/api/auth/company',
  'GET /api/auth/company/callback': () => '/api/auth/company/callback',
  'GET /api/health': () => '/api/health',
  'GET /api/health/live': () => '/api/health/live',
  'GET /api/health/ready': () => '/api/health/ready',
  'GET /api/metrics': () => '/api/metrics',
  'GET /api/auth/[...nextauth]': () => '/api/auth/csrf',
}

let made: World | undefined

/** A request that waits for approval and everybody's cookies; made anew where a failure ended the process that had them. */
async function stage(signInAs: (role: Role) => Promise<Page>, url: string): Promise<World> {
  if (made) return made
  const cookies: Record<Who, string> = { admin: '', reviewer: '', support: '', owner: '', nobody: '' }
  for (const role of ['admin', 'reviewer', 'support', 'owner'] as const) {
    const page = await signInAs(role)
    const jar = await page.context().cookies(url)
    cookies[role] = jar.map(({ name, value }) => `${name}=${value}`).join('; ')
  }
  const admin = await signInAs('admin')
  await fillPurchase(admin, `matrix-${Date.now().toString(36)}`)
  await admin.getByRole('button', { name: 'Ask for approval' }).click()
  await admin.waitForURL(/\/requests\/[0-9a-f-]{36}/)
  const requestId = new URL(admin.url()).pathname.split('/').at(-1) ?? ''
  const answer = await fetch(`${url}/api/requests/${requestId}`, { headers: { cookie: cookies.admin } })
  const accountId = /"account":\{[^}]*"id":"([0-9a-f-]{36})"/.exec(await answer.text())?.[1] ?? ''
  expect(accountId).not.toBe('')
  made = { accountId, requestId, cookies }
  return made
}

test.describe.configure({ timeout: 120_000 })

test('every server action of the build has an entry, and every entry that is an action is built', () => {
  expect([...actionIds().keys()].toSorted()).toEqual(Object.keys(inputs).toSorted())
})

test('nobody approves their own request, by the button or by a direct call', async ({ url, signInAs }) => {
  const world = await stage(signInAs, url)
  const admin = await signInAs('admin')
  await admin.goto(`/requests/${world.requestId}`)
  const approve = admin.getByRole('button', { name: /^Approve/ })
  await expect(approve).toHaveAttribute('aria-disabled', 'true')
  await expect(approve).toHaveAccessibleDescription(/reviewer|own/i)
  const answer = await callAction(
    url,
    actionIds().get('request.approve') ?? '',
    { id: world.requestId, version: 1, hash },
    { cookie: world.cookies.admin },
  )
  expect(answer).toMatchObject({ ok: false, error: { code: 'forbidden' } })
})

for (const [name, input] of Object.entries(inputs) as [ActionName, (world: World) => unknown][]) {
  test(`${name} called directly asks who it is and what they may`, async ({ url, signInAs }) => {
    const world = await stage(signInAs, url)
    const id = actionIds().get(name) ?? ''
    const seen: Record<string, string> = {}
    for (const who of everybody) {
      const answer = await callAction(url, id, input(world), { cookie: world.cookies[who] })
      if ('status' in answer) seen[who] = `HTTP ${answer.status}`
      else if (answer.ok) seen[who] = 'open'
      else seen[who] = ['forbidden', 'unauthenticated'].includes(answer.error.code) ? answer.error.code : 'open'
      if (name === 'request.withdraw' && who === 'admin') expect(answer).toMatchObject({ ok: true })
    }
    expect(seen).toEqual(Object.fromEntries(everybody.map((who) => [who, expected(name, who)])))
  })
}

test('no page of another session spends, approves, or changes roles and keys', async ({ url, signInAs }) => {
  const world = await stage(signInAs, url)
  const foreign = await pageToken(url, { cookie: world.cookies.support })
  expect(foreign).toBeDefined()
  const seen: string[] = []
  for (const [name, id] of actionIds())
    if (isEntryPoint(name) && isBound(name))
      for (const token of [null, '', foreign]) {
        const answer = await callAction(url, id, {}, { cookie: world.cookies.owner, token: token ?? null })
        const isRefused = 'ok' in answer && !answer.ok && answer.error.code === 'other_session'
        seen.push(`${name} ${isRefused ? 'refused' : JSON.stringify(answer)}`)
      }
  expect(seen.length).toBeGreaterThan(60)
  expect(seen.filter((line) => !line.endsWith(' refused'))).toEqual([])
})

for (const [name, path] of Object.entries(paths) as [RouteName, (world: World) => string][]) {
  test(`${name} asks who it is and what they may`, async ({ url, signInAs }) => {
    const world = await stage(signInAs, url)
    const seen: Record<string, string> = {}
    for (const who of everybody) {
      const aborting = new AbortController()
      const answer = await fetch(url + path(world), {
        headers: { cookie: world.cookies[who] },
        signal: aborting.signal,
      })
      const words: Record<number, string> = {
        401: 'unauthenticated',
        403: 'forbidden',
        200: 'open',
        404: 'open',
        422: 'open',
      }
      seen[who] = words[answer.status] ?? `HTTP ${answer.status}`
      aborting.abort()
    }
    expect(seen).toEqual(Object.fromEntries(everybody.map((who) => [who, expected(name, who)])))
  })
}

test('an action posted from another site, or without saying from where, does nothing', async ({ url, signInAs }) => {
  const world = await stage(signInAs, url)
  const id = actionIds().get('request.comment') ?? ''
  for (const origin of ['https://evil.example', 'null']) {
    const answer = await callAction(
      url,
      id,
      { id: world.requestId, body: 'forged' },
      { cookie: world.cookies.admin, origin },
    )
    expect('ok' in answer && answer.ok).toBe(false)
  }
  const page = await fetch(`${url}/api/requests/${world.requestId}`, { headers: { cookie: world.cookies.admin } })
  expect(await page.text()).not.toContain('forged')
})

test('what was refused is in the log, with who wanted it and why', async ({ url, signInAs }) => {
  const dataDir = requireDataDir()
  const world = await stage(signInAs, url)
  const id = actionIds().get('person.enable') ?? ''
  const denied = await callAction(url, id, { personId: submitKey }, { cookie: world.cookies.support })
  const forged = await callAction(url, id, { personId: submitKey }, { cookie: world.cookies.owner, token: null })
  const log = () => readFileSync(join(dataDir, 'logs', 'web.log'), 'utf8').split('\n')
  for (const [answer, words] of [
    [denied, /"personId":"[\da-f-]{36}","event":"person:manage","reason":"denied\./],
    [forged, /"entry":"person\.enable","code":"other_session"/],
  ] as const) {
    const traceId = 'ok' in answer && !answer.ok ? answer.error.traceId : 'none'
    await expect.poll(() => log().find((line) => line.includes(traceId))).toMatch(words)
  }
})
