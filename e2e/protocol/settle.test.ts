import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { orderCandidate } from '#lib/db/desk-schema.ts'
import { attempt, audit, membership, orderLink } from '#lib/db/schema.ts'
import { createPerson } from '#lib/db/testing/people.ts'
import { approveRequest } from '#lib/requests/approve.ts'
import { readDesk } from '#lib/requests/desk.ts'
import { loadDocument } from '#lib/requests/load.ts'
import { resubmitRequest } from '#lib/requests/resubmit.ts'
import { adoptOrder, cancelFoundOrder, disownOrders, readOrder } from '#lib/requests/settle.ts'
import { look } from '#lib/worker/look.ts'
import { validInput } from './input.ts'
import { type World, createWorld } from './world.ts'

let world: World

beforeAll(async () => {
  world = await createWorld()
  // Two orders are listed at the same moment, or one would be found before the other is there.
  await world.cloud.control('options', { listLagSeconds: 0 })
})
afterAll(() => world.close())

/** Orders that nobody owns stay in the account's list: stories in which two are alike each have a price of their own. */
async function approvedWith(sizeGib: number): Promise<string> {
  const input = await validInput(world.db, world.accountId, `farm-${sizeGib}`)
  const disks = { generation: '2.0', phoneDisk: { type: 'GPSSD', sizeGib } }
  return await world.approvedOf('buy-phone-servers', { ...input, disks })
}

const lose = (when: 'before' | 'after') =>
  world.cloud.control('faults', {
    fault: 'status-504',
    when,
    times: 1,
    match: { method: 'POST', path: 'cloud-phone/servers$' },
  })

/** Somebody buys the same in the vendor's own console. */
async function buyElsewhere(id: string, name: string): Promise<void> {
  const { call, name: ours } = await loadDocument(world.db, id, 1)
  const cloud = await world.deps.spends(world.accountId)
  const { service, method, path, api } = call
  const body = call.body.replaceAll(ours, name)
  const answer = await cloud.sendWrite(
    await cloud.prepareWrite({ service, method, path, api, body, refusals: new Set(), isAccepted: () => true }),
  )
  expect(answer.kind).toBe('accepted')
}

const purchaseNamed = async (name: string) =>
  (await world.cloud.purchases()).find((row) => row.body?.includes(name) && row.outcome === 'accepted')?.order_id ?? ''
const candidatesOf = (id: string) =>
  world.db.select().from(orderCandidate).where(eq(orderCandidate.requestId, id)).orderBy(asc(orderCandidate.orderId))
const deskCase = async (id: string) => {
  const { unknown, person } = await readDesk(await world.as(world.reviewer), {})
  return [...unknown, ...person].find((each) => each.id === id)
}
/** What people did with the request, and what they said. */
const deedsOf = async (id: string) => {
  const rows = await world.db.select().from(audit).where(eq(audit.requestId, id)).orderBy(asc(audit.seq))
  return rows
    .filter(({ actorKind }) => actorKind === 'person')
    .map(({ event, actorId, detail }) => [event, actorId, detail])
}
const purchasesBegun = async () => (await world.cloud.purchases()).length
/** Payments and cancellations of this order that reached the cloud. */
const writesOn = async (orderId: string) =>
  (await world.cloud.ledger()).flatMap(({ path, body }) =>
    path.includes('/customer-orders/') && body?.includes(orderId) ? [path.split('/').at(-1)] : [],
  )

/** Its answer is lost, and two equal orders are there of which one is its own. */
async function ambiguous(sizeGib: number): Promise<{ id: string; ours: string; theirs: string }> {
  const id = await approvedWith(sizeGib)
  await lose('after')
  await look(world.deps, id)
  await buyElsewhere(id, `elsewhere-${sizeGib}`)
  await world.follow(id, ['needs_person'])
  const { name } = await loadDocument(world.db, id, 1)
  return { id, ours: await purchaseNamed(name), theirs: await purchaseNamed(`elsewhere-${sizeGib}`) }
}

describe('a call that the cloud did not take', () => {
  test('is tried again only when one person asks and another allows it: fresh attempt, name and signature', async () => {
    const begun = await purchasesBegun()
    const id = await world.approved()
    await lose('before')
    await world.follow(id, ['absent'], 30_000)
    const second = await createPerson(world.db, { roles: ['admin', 'reviewer'], account: { id: world.accountId } })
    await resubmitRequest(await world.as(second), { id, comment: 'still needed' })
    const { version, approvalHash: hash } = await world.row(id)
    const approval = { id, version, hash, comment: '' }
    await expect(approveRequest(await world.as(second), approval)).rejects.toThrow('denied.ownRequest')
    await world.follow(id, ['awaiting_approval'])
    expect(await purchasesBegun()).toBe(begun + 1)

    await approveRequest(await world.as(world.reviewer), approval)
    await world.follow(id, ['done'], 30_000)
    const tries = await world.db.select().from(attempt).where(eq(attempt.requestId, id)).orderBy(asc(attempt.seq))
    expect(tries.map(({ state }) => state)).toEqual(['absent', 'accepted'])
    const [first, again] = tries
    expect([again?.id === first?.id, again?.name === first?.name, again?.bodySha256 === first?.bodySha256]).toEqual([
      false,
      false,
      false,
    ])
    expect(again?.signedAt.getTime()).toBeGreaterThan(first?.signedAt.getTime() ?? Infinity)
    expect(await purchasesBegun()).toBe(begun + 2)
    expect((await deedsOf(id)).slice(-2)).toMatchObject([
      ['request.resubmit', second.id, { comment: 'still needed' }],
      ['request.approve', world.reviewer.id, {}],
    ])
  })

  test('goes on with an order that a person names, once the worker has read it and it fits', async () => {
    const id = await world.approved()
    await lose('before')
    await world.follow(id, ['absent'], 30_000)
    const reviewer = await world.as(world.reviewer)
    await readOrder(reviewer, { id, orderId: 'CS0000000000NONE' })
    await look(world.deps, id)
    expect((await world.row(id)).state).toBe('absent')
    const missing = (await candidatesOf(id)).find(({ orderId }) => orderId === 'CS0000000000NONE')
    expect(missing).toMatchObject({ fit: 'no', checks: [{ what: 'exists', holds: false }] })

    await buyElsewhere(id, 'by-hand-a')
    const orderId = await purchaseNamed('by-hand-a')
    await readOrder(reviewer, { id, orderId })
    expect((await deskCase(id))?.evidence.asked).toMatchObject([{ orderId, who: { id: world.reviewer.id } }])
    await world.follow(id, ['needs_person'])
    expect((await deskCase(id))?.evidence.asked).toEqual([])
    await expect(adoptOrder(reviewer, { id, orderId: 'CS0000000000NONE', comment: 'that one' })).rejects.toThrow(
      'errors.orderDoesNotFit',
    )
    await adoptOrder(reviewer, { id, orderId, comment: 'bought by hand meanwhile' })
    const paid = await world.follow(id, ['paid', 'provisioning'], 30_000)
    expect(paid.moneyState).toBe('paid')
  })

  test('is absent when a person says of each order that could be it that it is another’s', async () => {
    const id = await world.approved()
    await lose('before')
    await look(world.deps, id)
    await buyElsewhere(id, 'elsewhere-a')
    await buyElsewhere(id, 'elsewhere-b')
    await world.follow(id, ['needs_person'])
    const orderIds = (await candidatesOf(id)).filter(({ fit }) => fit !== 'no').map(({ orderId }) => orderId)
    expect(orderIds).toHaveLength(2)
    const reviewer = await world.as(world.reviewer)
    const comment = 'Li bought them in the vendor’s console'
    await expect(disownOrders(reviewer, { id, orderIds: orderIds.slice(1), comment })).rejects.toThrow(/Failed query/)
    // The database refuses it until no late copy of the call can arrive.
    await vi.waitFor(() => disownOrders(reviewer, { id, orderIds, comment }), { timeout: 10_000, interval: 200 })
    expect(await world.row(id)).toMatchObject({ state: 'absent', stateReason: { words: 'reasons.disowned' } })

    // The orders are known by now: they do not turn up again.
    await look(world.deps, id)
    expect((await world.row(id)).state).toBe('absent')
    expect((await candidatesOf(id)).every(({ fit }) => fit === 'no')).toBe(true)
  })
})

describe('a call whose answer was lost and that two orders could be of', () => {
  test('is on the desk with both, and goes on with the one that a second person adopts: paid once', async () => {
    const { id, ours, theirs } = await ambiguous(120)
    const shown = await deskCase(id)
    const alike = shown?.evidence.candidates.filter(({ fit }) => fit === 'yes') ?? []
    expect(alike.map(({ orderId }) => orderId).toSorted()).toEqual([ours, theirs].toSorted())
    expect(alike.map(({ amountMinor }) => amountMinor)).toEqual([shown?.amountMinor, shown?.amountMinor])
    expect(alike.every(({ readAt, checks }) => readAt !== null && checks.length > 0)).toBe(true)
    expect(shown?.evidence.call).toMatchObject({ httpStatus: 504, state: 'ambiguous' })
    expect(shown?.evidence.lookUps.made).toBeGreaterThan(0)
    expect(shown?.actions.adopt).toEqual({ isOffered: true, reason: null })

    const comment = 'its server bears the name'
    await expect(adoptOrder(await world.as(world.admin), { id, orderId: ours, comment })).rejects.toThrow(
      'denied.needsReviewer',
    )
    await world.db.insert(membership).values({ personId: world.admin.id, accountId: world.accountId, role: 'reviewer' })
    await expect(adoptOrder(await world.as(world.admin), { id, orderId: ours, comment })).rejects.toThrow(
      'denied.ownRequest',
    )

    await adoptOrder(await world.as(world.reviewer), { id, orderId: ours, comment })
    const done = await world.follow(id, ['done'], 30_000)
    expect(done).toMatchObject({ moneyState: 'paid' })
    const links = await world.db.select().from(orderLink).where(eq(orderLink.requestId, id))
    expect(links.map(({ orderId }) => orderId)).toEqual([ours])
    expect(await writesOn(ours)).toEqual(['pay'])
    expect(await writesOn(theirs)).toEqual([])
    expect((await deedsOf(id)).at(-1)).toMatchObject(['request.adopt', world.reviewer.id, { orderId: ours, comment }])
  })

  test('is cancelled by the worker where a person wants the found order cancelled; the other is let alone', async () => {
    const { id, ours, theirs } = await ambiguous(140)
    const comment = 'no longer needed'
    await cancelFoundOrder(await world.as(world.reviewer), { id, orderId: ours, comment })
    const ended = await world.follow(id, ['cancelled'])
    expect(ended.moneyState).toBe('cancelled')
    expect(await writesOn(ours)).toEqual(['cancel'])
    expect(await writesOn(theirs)).toEqual([])
    expect((await deedsOf(id)).slice(-2)).toMatchObject([
      ['request.adopt', world.reviewer.id, { orderId: ours, comment }],
      ['request.cancel', world.reviewer.id, { orderId: ours, comment }],
    ])
  })
})
