import { randomUUID } from 'node:crypto'
import type { Client } from 'pg'
import type { ActionName } from '#lib/auth/manifest.ts'
import { exportedLists } from '#lib/export/exported-lists.ts'
import { fullInput } from '#lib/operations/buy-phone-servers/fixtures/inputs.ts'
import { actionIds, callAction } from '../direct.ts'
import { expect, test } from '../fixtures.ts'
import { signIn } from '../stack.ts'
import { openConsoleDatabase } from './outsider.ts'
import { outsiderOfThisFile, requireDataDir } from './outsider-of-a-file.ts'
import { plantThingsOfOthers, type ThingsOfOthers } from './things-of-others.ts'

// Whoever has every role on their own account has none on another (A2): each id of the demo is asked for by an outsider.

const dataDir = requireDataDir()
const outsider = outsiderOfThisFile()

let client: Client
let others: ThingsOfOthers
test.beforeAll(async () => {
  client = await openConsoleDatabase(dataDir)
  const { rows } = await client.query<{ id: string }>('select account_id::text as id from cloud_order limit 1')
  others = await plantThingsOfOthers(client, rows[0]?.id ?? '')
})
test.afterAll(async () => {
  await others.remove()
  await client.end()
})

const submitKey = '1f0c3f0e-8a55-4f5e-9d5c-0f6f3f1f7a11'
const hash = '0'.repeat(64)

/** One id of each kind that the demo has. */
async function idsOfTheDemo(url: string) {
  const cookie = await signIn(url, 'owner@demo.test')
  const text = async (path: string) => (await fetch(url + path, { headers: { cookie } })).text()
  const find = async (path: string, pattern: RegExp) => {
    const found = pattern.exec(await text(path))?.[1]
    expect([path, found]).toEqual([path, expect.any(String)])
    return found ?? ''
  }
  const one = async (query: string) => (await client.query<{ id: string }>(query)).rows[0]?.id ?? ''
  const { accountId } = others
  return {
    accountId,
    requestId: await one(`select id::text from request limit 1`),
    job: await one(`select service || '/' || job_id as id from cloud_job limit 1`),
    audit: await one(`select seq::text as id from audit where account_id = '${accountId}' limit 1`),
    orderId: await find('/api/orders', /"orderId":"([^"]+)"/),
    phoneServer: await find('/api/phone-servers', /"serverId":"([^"]+)"/),
    desktop: await find('/api/desktops', /"desktopId":"([^"]+)"/),
    server: await find('/api/servers', /"serverId":"([^"]+)"/),
  }
}

test('no read and no page shows what belongs to another account', async ({ url }) => {
  test.setTimeout(180_000)
  const ids = await idsOfTheDemo(url)
  const refused = [
    `/api/accounts/${ids.accountId}`,
    `/api/accounts/${ids.accountId}/lookups/vpcs`,
    `/api/accounts/${ids.accountId}/preflight`,
    `/api/accounts/${ids.accountId}/quote?charge=${encodeURIComponent('{"kind":"none"}')}`,
    `/api/insights/quotas?accountId=${ids.accountId}`,
    `/api/orders/${ids.orderId}`,
    `/api/phone-servers/${ids.phoneServer}`,
    `/api/desktops/${ids.desktop}`,
    `/api/servers/${ids.server}`,
    ...(ids.job === '' ? [] : [`/api/jobs/${ids.job}`]),
    ...(ids.audit === '' ? [] : [`/api/audit/${ids.audit}`]),
    ...(ids.requestId === '' ? [] : [`/api/requests/${ids.requestId}`]),
  ]
  const { cookie } = outsider()
  for (const path of refused) {
    const answer = await fetch(url + path, { headers: { cookie } })
    expect([path, answer.status]).toEqual([path, expect.any(Number)])
    expect([path, [403, 404, 422].includes(answer.status)]).toEqual([path, true])
    await answer.text()
  }
  const { personId, email, groupId, changeId, viewId } = others
  const secrets = [...Object.values(ids).filter((id) => id.length > 8), personId, email, groupId, changeId, viewId]
  const narrowed = [
    'accounts',
    'orders',
    'jobs',
    'jobs/board',
    'requests',
    'phone-servers',
    'desktops',
    'servers',
    'expiring',
    'insights',
    'desk',
    'overview',
    'audit',
    'audit/choices',
    'views',
    'purchases',
  ]
  const asked = [
    ...narrowed.flatMap((name) => [`/api/${name}`, `/api/${name}?account=${ids.accountId}&accountId=${ids.accountId}`]),
    ...exportedLists.map((list) => `/api/export/${list}?format=json&account=${ids.accountId}`),
    ...['person', 'service', 'region', 'account'].map((of) => `/api/orders/choices?of=${of}`),
    ...secrets.map((id) => `/api/search?q=${encodeURIComponent(id.slice(0, 30))}`),
    `/orders/${ids.orderId}`,
    `/phone-servers/${ids.phoneServer}`,
    `/desktops/${ids.desktop}`,
    `/servers/${ids.server}`,
    `/settings/accounts/${ids.accountId}`,
    ...(ids.job === '' ? [] : [`/jobs/${ids.job}`]),
    ...(ids.audit === '' ? [] : [`/audit/${ids.audit}`]),
    ...(ids.requestId === '' ? [] : [`/requests/${ids.requestId}`]),
    ...['people', 'accounts', 'me'].map((page) => `/settings/${page}`),
    `/orders?account=${ids.accountId}`,
    `/operations/change-phone-flavor/new?account=${ids.accountId}&target=${ids.phoneServer}`,
  ]
  for (const path of asked) {
    const answer = await fetch(url + path, { headers: { cookie } })
    const text = await answer.text()
    // What was asked for may be repeated; what belongs to it may not.
    const told = secrets.filter(
      (id) => !path.includes(id) && !path.includes(encodeURIComponent(id.slice(0, 30))) && text.includes(id),
    )
    expect([path, answer.status < 500, told]).toEqual([path, true, []])
  }
})

type Known = Awaited<ReturnType<typeof idsOfTheDemo>> & ThingsOfOthers

/**
 * What an outsider posts to each action: ids of the demo's things, alone and mixed with their own; nothing where an action takes
 * no id of what belongs to somebody.
 */
const inputs: Record<ActionName, (known: Known & { requestId: string }) => unknown[]> = {
  'draft.save': ({ accountId }) => [
    { operation: 'buy-phone-servers', accountId, step: 'account', content: {}, revision: 0 },
  ],
  'draft.discard': () => [],
  'request.submit': ({ accountId }) => [
    {
      operation: 'buy-phone-servers',
      submitKey,
      input: { ...fullInput, account: { ...fullInput.account, accountId } },
    },
  ],
  'request.resubmit': ({ requestId: id }) => [{ id, comment: 'no' }],
  'request.approve': ({ requestId: id }) => [{ id, version: 1, hash }],
  'request.reject': ({ requestId: id }) => [{ id, version: 1, hash, comment: 'no' }],
  'request.withdraw': ({ requestId: id }) => [{ id }],
  'request.comment': ({ requestId: id }) => [{ id, body: 'from outside' }],
  'request.cancelOrder': ({ requestId: id }) => [{ id, comment: 'no' }],
  'request.close': ({ requestId: id }) => [{ id, comment: 'no' }],
  'request.retryPayment': ({ requestId: id }) => [{ id }],
  'request.readOrder': ({ requestId: id, orderId }) => [{ id, orderId }],
  'request.adoptOrder': ({ requestId: id, orderId }) => [{ id, orderId, comment: 'no' }],
  'request.cancelFoundOrder': ({ requestId: id, orderId }) => [{ id, orderId, comment: 'no' }],
  'request.disownOrders': ({ requestId: id, orderId }) => [{ id, orderIds: [orderId], comment: 'no' }],
  'account.add': () => [],
  'account.check': ({ accountId }) => [{ accountId }],
  'account.pause': ({ accountId }) => [{ accountId, reason: 'no' }],
  'account.resume': ({ accountId }) => [{ accountId }],
  'account.retire': ({ accountId }) => [{ accountId, name: 'Demo' }],
  'account.replaceKey': ({ accountId }) =>
    ['read', 'spend'].map((which) => ({
      accountId,
      which,
      key: { accessKey: 'OUTSIDE0000000000000', secretKey: 's'.repeat(40) },
    })),
  'account.setBudget': ({ accountId }) => [{ accountId, currency: 'CNY', amount: '1', shown: null }],
  'account.removeBudget': ({ accountId }) => [{ accountId, currency: 'XTS', shown: 100 }],
  // One switch for the whole console.
  'purchases.stop': () => [],
  'purchases.resume': () => [],
  'session.confirm': () => [],
  'session.confirmWithPasskey': () => [],
  'session.stay': () => [],
  'session.revoke': ({ sessionIdHash: id }) => [{ id }],
  'session.revokeOthers': () => [],
  'factor.prove': () => [],
  'factor.provePasskey': () => [],
  'factor.askPasskey': () => [],
  'factor.beginCodes': () => [],
  'factor.finishCodes': ({ begunFactorId: id }) => [{ id, name: 'Mine', code: '000000' }],
  'factor.beginPasskey': () => [],
  'factor.finishPasskey': () => [],
  'factor.remove': ({ factorId: id }) => [{ id }],
  'factor.renewRecoveryCodes': () => [],
  'person.openLink': () => [],
  'person.join': () => [],
  'person.invite': ({ accountId, email }) => [
    { email, name: 'Outsider', accountId, roles: ['support'] },
    { email: outsider().email, name: 'Outsider', accountId, roles: ['owner'] },
  ],
  'person.link': ({ personId }) => [{ personId }],
  'person.giveRole': ({ accountId, personId }) => [
    { accountId, personId: outsider().personId, role: 'support' },
    { accountId: outsider().accountId, personId, role: 'support' },
  ],
  'person.takeRole': ({ accountId, personId }) => [{ accountId, personId, role: 'support' }],
  'person.decideChange': ({ changeId: id }) => ['confirm', 'refuse'].map((decision) => ({ id, decision })),
  'person.disable': ({ personId }) => [{ personId }],
  'person.enable': ({ personId }) => [{ personId }],
  'person.clearFactors': ({ personId }) => [{ personId }],
  'group.create': () => [],
  'group.rename': ({ groupId }) => [{ groupId, name: 'Mine' }],
  'group.delete': ({ groupId }) => [{ groupId }],
  'group.addMember': ({ groupId }) => [{ groupId, personId: outsider().personId }],
  'group.removeMember': ({ groupId, personId }) => [{ groupId, personId }],
  'group.giveRole': ({ groupId, accountId }) =>
    [accountId, outsider().accountId].map((its) => ({ groupId, accountId: its, role: 'support' })),
  'group.takeRole': ({ groupId, accountId }) =>
    [accountId, outsider().accountId].map((its) => ({ groupId, accountId: its, role: 'support' })),
  'view.save': () => [],
  'view.rename': ({ viewId: id }) => [{ id, name: 'Mine' }],
  'view.share': ({ viewId: id }) => [{ id, isShared: false }],
  'view.delete': ({ viewId: id }) => [{ id }],
}

test('no action changes what belongs to another account', async ({ url }) => {
  test.setTimeout(180_000)
  const ids = await idsOfTheDemo(url)
  const known = { ...ids, ...others, requestId: ids.requestId || '00000000-0000-4000-8000-000000000000' }
  const before = await others.look()
  const actions = actionIds()
  const posted = Object.entries(inputs).flatMap(([name, of]) => of(known).map((input) => ({ name, input })))
  expect(posted.length).toBeGreaterThan(40)
  for (const { name, input } of posted) {
    const answer = await callAction(url, actions.get(name) ?? '', input, { cookie: outsider().cookie })
    // Before it is asked whose it is, a purchase is checked by itself.
    const code = name === 'request.submit' ? /^(forbidden|invalid)$/ : /^(forbidden|not_found)$/
    expect([name, input, answer]).toMatchObject([
      name,
      input,
      { ok: false, error: { code: expect.stringMatching(code) } },
    ])
  }
  expect(await others.look()).toEqual(before)
})

/** A live stream of somebody; `heard` grows. */
async function listen(url: string, cookie: string, signal: AbortSignal) {
  const stream = { heard: '' }
  const { body } = await fetch(`${url}/api/events`, { headers: { cookie }, signal })
  const read = async () => {
    const decoder = new TextDecoder()
    for await (const chunk of body ?? []) stream.heard += decoder.decode(chunk, { stream: true })
  }
  void read().catch(() => undefined)
  await expect.poll(() => stream.heard).toContain('retry:')
  return stream
}

test('no live stream tells of another account', async ({ url }) => {
  const { accountId } = await idsOfTheDemo(url)
  const leaving = new AbortController()
  const insider = await listen(url, await signIn(url, 'owner@demo.test'), leaving.signal)
  const stranger = await listen(url, outsider().cookie, leaving.signal)
  const changed = randomUUID()
  // What the database announces: something of the demo's account, and then what everybody is told.
  for (const told of [
    { topic: 'job', account: accountId, id: changed },
    { topic: 'purchases', id: 'all' },
  ])
    await outsider().client.query(`select pg_notify('countersign', $1)`, [JSON.stringify(told)])
  for (const stream of [insider, stranger]) await expect.poll(() => stream.heard).toContain('"topic":"purchases"')
  expect(insider.heard).toContain(changed)
  expect(stranger.heard).not.toContain(changed)
  expect(stranger.heard).not.toContain(accountId)
  leaving.abort()
})
