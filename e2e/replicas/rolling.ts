import { setTimeout as pause } from 'node:timers/promises'
import { eq, sql } from 'drizzle-orm'
import { createTransport } from '#lib/cloud/transport.ts'
import { demoPassword } from '#lib/auth/demo-people.ts'
import { systemClock } from '#lib/clock.ts'
import { cloudAccount, request } from '#lib/db/schema.ts'
import { createLookups } from '#lib/inventory/lookups.ts'
import type { Lookups } from '#lib/operations/lookups.ts'
import { loadRequest } from '#lib/requests/load.ts'
import { isEnd, parseState } from '#lib/requests/machine.ts'
import { type Verdict, judge } from '../chaos/oracle.ts'
import { actionIds, callAction } from '../direct.ts'
import { distinctInput } from '../protocol/input.ts'
import { postSignIn } from '../stack.ts'
import type { Site } from './site.ts'

export type Rolled = {
  verdict: Verdict
  /** Purchases and payments that the pretend cloud took, by its own list. */
  ledger: { purchases: number; payments: number; names: number }
  restarts: { name: string; code: number | null; drainedMs: number }[]
  /** Requests that the front passed on elsewhere, and those that nobody answered. */
  front: { redispatched: number; failures: string[] }
}

/** Where actions are sent, and the address that people open where it is another. */
type At = { url: string; through?: string }

type Shop = {
  site: Site
  at: At
  accountId: string
  lookups: Lookups
  ids: Map<string, string>
  admin: string
  reviewer: string
}

/**
 * Asks for so many purchases and approves them, through the front, while each process is stopped and started again in its
 * turn, `rounds` times; then waits until every request has ended, and judges.
 */
export async function rollThrough(
  site: Site,
  { purchases, rounds }: { purchases: number; rounds: number },
): Promise<Rolled> {
  const shop = await openShop(site)
  const order = [site.webs[0], site.workers[0], site.webs[1], site.workers[1]]
  const steps = Array.from({ length: rounds }, () => order).flat()
  const restarts: Rolled['restarts'] = []
  for (const [index, replica] of steps.entries()) {
    const from = Math.floor((purchases * index) / steps.length)
    const until = Math.floor((purchases * (index + 1)) / steps.length)
    const restarted = replica.restart()
    await buyAll(shop, from, until).finally(() => restarted)
    restarts.push({ name: replica.name, ...(await restarted) })
  }
  await untilOver(site, purchases)
  const ledger = await site.cloud.ledger()
  const bought = (await site.cloud.purchases()).filter(({ outcome }) => outcome === 'accepted')
  return {
    verdict: await judge([site.db], ledger, { accountId: shop.accountId }),
    ledger: {
      purchases: bought.length,
      payments: (await site.cloud.payments()).filter(({ outcome }) => outcome === 'accepted').length,
      names: new Set(bought.map(({ body }) => body)).size,
    },
    restarts,
    front: { redispatched: site.front.redispatched, failures: site.front.failures },
  }
}

/** Somebody who asks and somebody who approves, and what there is to buy. */
export async function openShop(site: Site, at: At = { url: site.url }): Promise<Shop> {
  const [account] = await site.db.select().from(cloudAccount).where(eq(cloudAccount.name, 'Demo'))
  const key = (await site.cloud.credentials()).find(
    ({ kind, project_id }) => kind === 'read' && project_id === account?.projectId,
  )
  if (!account || !key) throw new Error('The demo has no account to buy with')
  const reads = createTransport({
    projectId: account.projectId,
    domainId: account.domainId,
    credentials: async () => ({ kind: 'access_key', accessKey: key.ak, secretKey: key.sk }),
    resolve: () => site.cloud.url,
    clock: systemClock,
  })
  const enter = async (email: string) =>
    (await postSignIn(at.url, { email, password: demoPassword, origin: at.through ?? at.url })).cookie
  return {
    site,
    at,
    accountId: account.id,
    lookups: createLookups(reads, { cacheKey: site.url }),
    ids: actionIds(),
    admin: await enter('admin@demo.test'),
    reviewer: await enter('reviewer@demo.test'),
  }
}

/** Two people at a time. */
async function buyAll(shop: Shop, from: number, until: number): Promise<void> {
  const left = Array.from({ length: until - from }, (_, index) => from + index)
  const lane = async () => {
    for (let index = left.shift(); index !== undefined; index = left.shift()) await buy(shop, index)
  }
  await Promise.all([lane(), lane()])
}

/** Asks for one purchase and approves it. No two of different `index` are alike. */
export async function buy(shop: Shop, index: number): Promise<void> {
  const { site, accountId, lookups, admin, reviewer } = shop
  const asked = {
    operation: 'buy-phone-servers',
    submitKey: crypto.randomUUID(),
    reason: 'a rolling restart',
    input: await distinctInput(lookups, accountId, index),
  }
  await act(shop, 'request.submit', asked, admin)
  const [row] = await site.db.select({ id: request.id }).from(request).where(eq(request.submitKey, asked.submitKey))
  if (!row) throw new Error('A request that was taken is not there')
  const { version, approvalHash } = await loadRequest(site.db, row.id)
  await act(shop, 'request.approve', { id: row.id, version, hash: approvalHash, comment: '' }, reviewer)
}

/**
 * Calls an action through the front, again where it was not answered, as a person would: then it may have been done. Throws
 * when its answer is no.
 */
async function act({ at, ids }: Shop, name: string, input: unknown, cookie: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const answer = await callAction(at.url, ids.get(name) ?? '', input, { cookie, ...at })
    if ('ok' in answer && answer.ok) return
    if ('ok' in answer && tries > 1 && answer.error.code === 'conflict') return
    if ('ok' in answer || tries === 5) throw new Error(`${name} was answered ${JSON.stringify(answer)}`)
  }
}

async function untilOver({ db }: Site, count: number): Promise<void> {
  for (const until = Date.now() + 180_000; ; await pause(200)) {
    const rows = await db
      .select({ state: request.state, count: sql<number>`count(*)::int` })
      .from(request)
      .groupBy(request.state)
    const over = rows.filter(({ state }) => isEnd(parseState(state))).reduce((sum, row) => sum + row.count, 0)
    if (over === count) return
    if (Date.now() > until) throw new Error(`Not all requests have ended: ${JSON.stringify(rows)}`)
  }
}
