import type { ActionName } from '#lib/auth/manifest.ts'
import { fullInput } from '#lib/operations/buy-phone-servers/fixtures/inputs.ts'
import { actionIds, callAction } from '../direct.ts'
import { expect, test } from '../fixtures.ts'
import { signIn } from '../stack.ts'
import { openConsoleDatabase } from './outsider.ts'
import { outsiderOfThisFile, requireDataDir } from './outsider-of-a-file.ts'

// Whoever has every role on their own account has none on another (A2): each id of the demo is asked for by an outsider.

const dataDir = requireDataDir()
const outsider = outsiderOfThisFile()

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
  const client = await openConsoleDatabase(dataDir)
  try {
    const one = async (query: string) => (await client.query<{ id: string }>(query)).rows[0]?.id ?? ''
    const accountId = await one(`select account_id::text as id from cloud_order limit 1`)
    const requestId = await one(`select id::text from request limit 1`)
    const job = await one(`select service || '/' || job_id as id from cloud_job limit 1`)
    const audit = await one(`select seq::text as id from audit where account_id = '${accountId}' limit 1`)
    return {
      accountId,
      requestId,
      job,
      audit,
      orderId: await find('/api/orders', /"orderId":"([^"]+)"/),
      phoneServer: await find('/api/phone-servers', /"serverId":"([^"]+)"/),
      desktop: await find('/api/desktops', /"desktopId":"([^"]+)"/),
      server: await find('/api/servers', /"serverId":"([^"]+)"/),
    }
  } finally {
    await client.end()
  }
}

test('no read and no page shows what belongs to another account', async ({ url }) => {
  test.setTimeout(120_000)
  const ids = await idsOfTheDemo(url)
  const refused = [
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
  const secrets = Object.values(ids).filter((id) => id.length > 8)
  const narrowed = [
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
    ...['orders', 'jobs', 'requests', 'phone-servers', 'desktops', 'servers', 'audit'].map(
      (list) => `/api/export/${list}?format=json&account=${ids.accountId}`,
    ),
    ...['person', 'service', 'region', 'account'].map((of) => `/api/orders/choices?of=${of}`),
    ...secrets.map((id) => `/api/search?q=${encodeURIComponent(id.slice(0, 30))}`),
    `/orders/${ids.orderId}`,
    `/phone-servers/${ids.phoneServer}`,
    `/desktops/${ids.desktop}`,
    `/servers/${ids.server}`,
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

test('no action changes what belongs to another account', async ({ url }) => {
  test.setTimeout(120_000)
  const { accountId, requestId, orderId } = await idsOfTheDemo(url)
  const id = requestId === '' ? '00000000-0000-4000-8000-000000000000' : requestId
  const inputs: Partial<Record<ActionName, unknown>> = {
    'draft.save': { operation: 'buy-phone-servers', accountId, step: 'account', content: {}, revision: 0 },
    'account.resume': { accountId },
    'request.submit': {
      operation: 'buy-phone-servers',
      submitKey,
      input: { ...fullInput, account: { ...fullInput.account, accountId } },
    },
    'request.resubmit': { id, comment: 'no' },
    'request.approve': { id, version: 1, hash },
    'request.reject': { id, version: 1, hash, comment: 'no' },
    'request.withdraw': { id },
    'request.comment': { id, body: 'from outside' },
    'request.close': { id, comment: 'no' },
    'request.cancelOrder': { id, comment: 'no' },
    'request.readOrder': { id, orderId },
    'request.adoptOrder': { id, orderId, comment: 'no' },
    'request.cancelFoundOrder': { id, orderId, comment: 'no' },
    'request.disownOrders': { id, orderIds: [orderId], comment: 'no' },
    'request.retryPayment': { id },
  }
  const actions = actionIds()
  for (const [name, input] of Object.entries(inputs)) {
    const answer = await callAction(url, actions.get(name) ?? '', input, { cookie: outsider().cookie })
    expect([name, answer]).toMatchObject([
      name,
      { ok: false, error: { code: expect.stringMatching(/^(forbidden|not_found|invalid)$/) } },
    ])
  }
})

test('no live stream tells of another account', async ({ url }) => {
  const { requestId } = await idsOfTheDemo(url)
  const reading = new AbortController()
  const answer = await fetch(`${url}/api/events`, { headers: { cookie: outsider().cookie }, signal: reading.signal })
  const reader = answer.body?.getReader()
  const first = new TextDecoder().decode((await reader?.read())?.value)
  expect(answer.status).toBe(200)
  expect(requestId === '' || !first.includes(requestId)).toBe(true)
  reading.abort()
})
