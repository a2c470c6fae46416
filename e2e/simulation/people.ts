import { and, eq, ne, sql } from 'drizzle-orm'
import { resumeAccount } from '#lib/auth/resume-account.ts'
import { orderCandidate } from '#lib/db/desk-schema.ts'
import { cloudAccount, request, requestVersion } from '#lib/db/schema.ts'
import { AppError } from '#lib/errors.ts'
import type { Input } from '#lib/operations/buy-phone-servers/contract.ts'
import { findOperation } from '#lib/operations/registry.ts'
import { approveRequest } from '#lib/requests/approve.ts'
import { closeRequest } from '#lib/requests/close.ts'
import { RequestDocument, approvalHash } from '#lib/requests/document.ts'
import { loadDocument, loadRequest } from '#lib/requests/load.ts'
import { cancelOrder, retryPayment } from '#lib/requests/payment.ts'
import { resumePurchases, stopPurchases } from '#lib/requests/purchases.ts'
import { adoptOrder, disownOrders } from '#lib/requests/settle.ts'
import { move, record } from '#lib/requests/store.ts'
import { insertVersion } from '#lib/requests/submit.ts'
import { withdrawRequest } from '#lib/requests/withdraw.ts'
import { imageId, phoneModel, phones, serverModel, subnetId, vpcId } from './catalogue.ts'
import { type World, markOf } from './world.ts'

const operationKey = 'buy-phone-servers'
const expiresAfterMs = 72 * 3_600_000

/** What differs between purchases: two of one kind are equal to the console, two of one price to the order list. */
export type Wish = {
  count: number
  sizeGib: number
  disk: 'SSD' | 'GPSSD'
  months: number
  /** By how much more it was approved than the cloud asks now, in minor units. */
  dearerByMinor?: number
}

/** Asks for a purchase as the form would; its price is what the cloud says now. Returns the request's id. */
export async function ask(world: World, wish: Wish, seq: number): Promise<string> {
  const { lane, accountId } = world
  const composed = await compose(world, inputOf(accountId, wish), wish, seq)
  const { document, hash, fingerprint } = composed
  return await lane.web.transaction(async (tx) => {
    const [row] = await tx
      .insert(request)
      .values({
        operation: operationKey,
        accountId,
        title: document.headline,
        state: 'awaiting_approval',
        approvalHash: hash,
        fingerprint,
        amountMinor: document.price?.amountMinor ?? null,
        currency: document.price?.currency ?? null,
        expiresAt: new Date(document.expiresAt),
        wakeAt: new Date(document.expiresAt),
        createdBy: lane.admin.id,
        submitKey: crypto.randomUUID(),
      })
      .returning({ id: request.id })
    if (!row) throw new Error('The insert of a request returned no row')
    await insertVersion(tx, {
      requestId: row.id,
      version: 1,
      composed: { document, approvalHash: hash, fingerprint },
      personId: lane.admin.id,
    })
    await record(tx, {
      event: 'request.submit',
      by: { kind: 'person', id: lane.admin.id },
      requestId: row.id,
      accountId,
    })
    return row.id
  })
}

export async function approve(world: World, id: string): Promise<void> {
  const { version, approvalHash: hash } = await loadRequest(world.lane.web, id)
  await approveRequest(await world.as('reviewer'), { id, version, hash, comment: '' })
}

/** Asks again for what was held or proven absent: new content under a fresh mark, as lib/requests/resubmit.ts does. */
async function askAgain(world: World, id: string, seq: number): Promise<void> {
  const { web, admin } = world.lane
  const row = await loadRequest(web, id)
  const { input } = await loadDocument(web, id, row.version)
  // The input was made by `inputOf`.
  const { image, disks, term } = input as Input
  const size = disks.generation === '2.0' ? disks.phoneDisk : undefined
  if (!size) throw new Error('Every simulated purchase has a disk')
  const wish: Wish = { count: image.count, sizeGib: size.sizeGib, disk: size.type, months: term.count }
  const { document, hash, fingerprint } = await compose(world, input, wish, seq)
  const version = row.version + 1
  await web.transaction(async (tx) => {
    await insertVersion(tx, {
      requestId: id,
      version,
      composed: { document, approvalHash: hash, fingerprint },
      personId: admin.id,
    })
    const moved = await move(tx, {
      id,
      event: 'resubmit',
      by: { kind: 'person', id: admin.id },
      content: {
        version,
        approvalHash: hash,
        fingerprint,
        amountMinor: document.price?.amountMinor ?? null,
        currency: document.price?.currency ?? null,
        expiresAt: document.expiresAt,
      },
      wakeInMs: expiresAfterMs,
    })
    if (!moved) throw new AppError('conflict', 'errors.cannotResubmit')
  })
}

/** What people do to one request while it is on its way; what cannot be done now is refused, as the pages would. */
export const acts = {
  withdraw: async (world, id) => void (await withdrawRequest(await world.as('admin'), { id })),
  'cancel the order': async (world, id) =>
    void (await cancelOrder(await world.as('admin'), { id, comment: 'no longer needed' })),
  'let the payment go on': async (world, id) => void (await retryPayment(await world.as('reviewer'), { id })),
  close: async (world, id) => void (await closeRequest(await world.as('reviewer'), { id, comment: 'enough' })),
  'ask again': (world, id, seq) => askAgain(world, id, seq),
  approve: (world, id) => approve(world, id),
  adopt: (world, id) => adoptOwn(world, id),
  disown: (world, id) => disownAll(world, id),
  'stop purchases': async (world) => void (await stopPurchases(await world.as('owner'), { reason: 'a pause' })),
  'resume purchases': async (world) => void (await resumePurchases(await world.as('owner'))),
  'resume the account': async (world) =>
    void (await resumeAccount(await world.as('owner'), { accountId: world.accountId })),
} as const satisfies Record<string, (world: World, id: string, seq: number) => Promise<void>>
export type Act = keyof typeof acts

/** Does it; false where it is not possible now. */
export async function act(world: World, what: Act, id: string, seq: number): Promise<boolean> {
  try {
    await acts[what](world, id, seq)
    return true
  } catch (thrown) {
    if ((thrown instanceof AppError && thrown.code === 'conflict') || isRefusedByDatabase(thrown)) return false
    throw new Error(`A person could not ${what}`, { cause: thrown })
  }
}

/** The code of the database's own guards (0002_guards.sql). */
const isRefusedByDatabase = (thrown: unknown): boolean =>
  thrown instanceof Error && (thrown.cause as { code?: unknown } | undefined)?.code === 'CS001'

/** The orders that may be the request's. */
const candidatesOf = ({ lane }: World, id: string) =>
  lane.web
    .select()
    .from(orderCandidate)
    .where(and(eq(orderCandidate.requestId, id), ne(orderCandidate.fit, 'no')))
    .orderBy(orderCandidate.orderId)

/** The orders that calls of this request made: people look well before they settle it. */
async function madeBy({ lane, cloud }: World, id: string): Promise<string[]> {
  const versions = await lane.web.select().from(requestVersion).where(eq(requestVersion.requestId, id))
  const names = versions.map(({ document }) => RequestDocument.parse(document).name)
  return cloud.orders
    .filter(({ servers }) => servers.some((server) => names.some((name) => server.name.startsWith(name))))
    .map((order) => order.id)
}

async function adoptOwn(world: World, id: string): Promise<void> {
  const made = await madeBy(world, id)
  const own = (await candidatesOf(world, id)).find(({ orderId }) => made.includes(orderId))
  if (!own) throw new AppError('conflict', 'errors.cannotSettle')
  await adoptOrder(await world.as('reviewer'), { id, orderId: own.orderId, comment: 'its name says so' })
}

async function disownAll(world: World, id: string): Promise<void> {
  const orderIds = (await candidatesOf(world, id)).map(({ orderId }) => orderId)
  const made = await madeBy(world, id)
  if (orderIds.length === 0 || made.length > 0) throw new AppError('conflict', 'errors.cannotSettle')
  await disownOrders(await world.as('reviewer'), { id, orderIds, comment: 'none of them' })
}

/** Everything that was stopped runs again. */
export async function healAccount(world: World): Promise<void> {
  await resumePurchases(await world.as('owner'))
  await world.lane.web
    .update(cloudAccount)
    .set({ state: 'active', stateReason: null })
    .where(eq(cloudAccount.id, world.accountId))
  await world.lane.web
    .update(request)
    .set({ wakeAt: sql`clock_timestamp()` })
    .where(sql`${request.accountId} = ${world.accountId} and ${request.state} = 'approved'`)
}

/** Changes that part of the stored documents, past the triggers that forbid it. */
export async function tamper({ lane, accountId }: World, part: Stored): Promise<void> {
  await lane.db.transaction(async (tx) => {
    await tx.execute(sql`alter table request_version disable trigger request_version_kept`)
    await tx.execute(sql`
      update request_version set document = ${changes[part]}
      where request_id in (select id from request where account_id = ${accountId})`)
    await tx.execute(sql`alter table request_version enable trigger request_version_kept`)
  })
}

const changes = {
  call: sql`jsonb_set(document, '{call,body}', to_jsonb(replace(document #>> '{call,body}', '"count":', '"count":1')))`,
  /** The bytes stay: only how much they may cost. */
  price: sql`jsonb_set(document, '{price,amountMinor}', '99999999')`,
}

/** What of a stored request can be changed without the console. */
export type Stored = keyof typeof changes

async function compose(world: World, input: unknown, wish: Wish, seq: number) {
  const { lane, accountId, cloud } = world
  const operation = findOperation(operationKey)
  if (!operation) throw new Error('The operation is not registered')
  const { projectId, domainId, name, site, region } = await findAccountOf(world)
  const prepared = operation.prepare(input, { projectId, mark: markOf(seq) })
  const now = lane.time.now()
  const amountMinor = cloud.priceOf(wish) + (wish.dearerByMinor ?? 0)
  const document = RequestDocument.parse({
    schema: 1,
    operation: operationKey,
    contractVersion: operation.contractVersion,
    account: { id: accountId, name, site, region, projectId },
    endpoint: 'https://cloud.simulated',
    call: { ...prepared.call, body: JSON.stringify(prepared.call.body) },
    name: prepared.name,
    input,
    summary: operation.summarize(input, {}),
    headline: prepared.headline,
    expected: prepared.expected,
    price: { amountMinor, officialMinor: amountMinor, currency: 'CNY', quotedAt: now.toISOString() },
    reason: 'a simulation',
    expiresAt: new Date(now.getTime() + expiresAfterMs).toISOString(),
  })
  return { document, hash: approvalHash(document), fingerprint: `${domainId}|${prepared.fingerprint}` }
}

async function findAccountOf({ lane, accountId }: World) {
  const [account] = await lane.web.select().from(cloudAccount).where(eq(cloudAccount.id, accountId))
  if (!account) throw new Error('The world has no account')
  return account
}

const inputOf = (accountId: string, { count, sizeGib, disk, months }: Wish): Input => ({
  account: { accountId, enterpriseProjectId: '0' },
  model: { serverModel, phoneModel, phones, generation: '2.0' },
  image: { imageId, name: 'sim', count },
  network: {
    vpcId,
    subnetId,
    ipv6: { enabled: false },
    eip: { source: 'none' },
    bandwidth: { share: 'dedicated', sizeMbps: 300, chargeMode: 'traffic' },
  },
  access: { ports: [] },
  disks: { generation: '2.0', phoneDisk: { type: disk, sizeGib } },
  term: { unit: 'month', count: months, autoRenew: false },
})
