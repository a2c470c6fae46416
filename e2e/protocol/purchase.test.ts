import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { resumeAccount } from '#lib/auth/resume-account.ts'
import { lookQueue } from '#lib/db/queue.ts'
import { attempt, audit, cloudAccount, orderLink, payment } from '#lib/db/schema.ts'
import { createPerson } from '#lib/db/testing/people.ts'
import { loadDocument } from '#lib/requests/load.ts'
import { look } from '#lib/worker/look.ts'
import { Looks } from '#lib/worker/looks.ts'
import { validInput } from './input.ts'
import { type World, createWorld } from './world.ts'

let world: World

beforeAll(async () => {
  world = await createWorld()
})
beforeEach(() => world.cloud.control('faults', undefined, 'DELETE'))
afterAll(() => world.close())

const purchasesOf = async (id: string) => {
  const { name } = await loadDocument(world.db, id, (await world.row(id)).version)
  return (await world.cloud.purchases()).filter((row) => row.body?.includes(name))
}
const fault = (injected: Record<string, unknown>, path = 'cloud-phone/servers$') =>
  world.cloud.control('faults', { match: { method: 'POST', path }, times: 1, ...injected })

describe('a purchase', () => {
  test('is ordered unpaid, compared, paid and followed until the servers run', async () => {
    const id = await world.approved()
    const done = await world.follow(id, ['done'])
    expect(done).toMatchObject({ moneyState: 'paid', deliveryState: 'delivered' })
    const [sent, ...more] = await purchasesOf(id)
    expect(more).toEqual([])
    const document = await loadDocument(world.db, id, 1)
    expect(sent?.body).toBe(document.call.body)
    const [link] = await world.db.select().from(orderLink).where(eq(orderLink.requestId, id))
    const paid = (await world.cloud.payments()).filter((row) => row.body?.includes(link?.orderId ?? '?'))
    expect(paid).toHaveLength(1)
    const events = await world.db
      .select({ event: audit.event })
      .from(audit)
      .where(eq(audit.requestId, id))
      .orderBy(audit.seq)
    // How far the cloud is, is told as often as a worker happens to look.
    expect(events.map((row) => row.event).filter((event) => event !== 'request.progress')).toEqual([
      'request.submit',
      'request.approve',
      'request.claim',
      'request.send',
      'request.accept',
      'request.pay',
      'request.acceptPayment',
      'request.provision',
      'request.finish',
    ])
  })

  test('is made once when two workers look at it at the same moment', async () => {
    const id = await world.approved()
    await Promise.all([look(world.deps, id), look({ ...world.deps, workerId: 'other' }, id), look(world.deps, id)])
    await world.follow(id, ['done'])
    expect(await purchasesOf(id)).toHaveLength(1)
  })

  test('whose message was lost is found by the sweep', async () => {
    const id = await world.approved()
    await world.db.$client.query('delete from pgboss.job where name = $1', [lookQueue])
    const looks = new Looks(world.deps, world.deps)
    await looks.sweep()
    await looks.end()
    await world.follow(id, ['done'])
    expect(await purchasesOf(id)).toHaveLength(1)
  })

  test('is made once however often and late its message comes, and to whichever worker', async () => {
    const id = await world.approved()
    const workers = ['one', 'other'].map((workerId) => new Looks({ ...world.deps, workerId }, world.deps))
    for (const looks of [...workers, ...workers]) looks.wake(id)
    await Promise.all(workers.map((looks) => looks.end()))
    await world.follow(id, ['done'])
    const late = new Looks(world.deps, world.deps)
    late.wake(id)
    await late.end()
    expect((await world.row(id)).state).toBe('done')
    expect(await purchasesOf(id)).toHaveLength(1)
  })

  test('of which the cloud delivers a part is partly done, and nothing is bought to make up for it', async () => {
    const input = await validInput(world.db, world.accountId, 'fail-partial')
    const id = await world.approvedOf('buy-phone-servers', input)
    const ended = await world.follow(id, ['done', 'partly_done', 'delivery_failed'], 30_000)
    expect(ended).toMatchObject({ state: 'partly_done', moneyState: 'paid', deliveryState: 'partial' })
    expect(await purchasesOf(id)).toHaveLength(1)
  })

  test.each([
    ['504 after it acted', { fault: 'status-504', when: 'after' }],
    ['the connection is cut after it acted', { fault: 'reset', when: 'after' }],
    ['the answer is not JSON', { fault: 'malformed-json' }],
    ['the answer is cut short', { fault: 'truncated' }],
    ['the answer is a web page', { fault: 'html-200' }],
    ['a yes without an order id', { fault: 'no-order-id' }],
    ['a yes with an error code', { fault: 'error-code-200' }],
  ])('whose answer is lost (%s) is found again and never sent twice', async (_, injected) => {
    const id = await world.approved()
    await fault(injected)
    await look(world.deps, id)
    expect(await world.row(id)).toMatchObject({ state: 'not_known' })
    const done = await world.follow(id, ['done'])
    expect(done.moneyState).toBe('paid')
    expect(await purchasesOf(id)).toHaveLength(1)
  })

  test('that a 500 left unanswered and undone is called absent only after the horizon, and waits for a person', async () => {
    const id = await world.approved()
    await fault({ fault: 'status-500', when: 'before' })
    await look(world.deps, id)
    expect(await world.row(id)).toMatchObject({ state: 'not_known' })
    const absent = await world.follow(id, ['absent'], 30_000)
    const [sent] = await world.db.select().from(attempt).where(eq(attempt.requestId, id))
    expect(sent).toMatchObject({ state: 'absent' })
    expect(sent?.scans).toBeGreaterThanOrEqual(3)
    expect(absent.changedAt.getTime() - (sent?.signedAt.getTime() ?? 0)).toBeGreaterThanOrEqual(
      world.deps.horizons.absentAfterMs,
    )
  })

  test('turned away by throttling is tried again and made once', async () => {
    const id = await world.approved()
    await fault({ fault: 'throttled' })
    await look(world.deps, id)
    expect(await world.row(id)).toMatchObject({ state: 'approved' })
    await world.db.$client.query('update request set wake_at = now() where id = $1', [id])
    await world.follow(id, ['done'])
    const tries = await world.db
      .select({ state: attempt.state })
      .from(attempt)
      .where(eq(attempt.requestId, id))
      .orderBy(attempt.seq)
    expect(tries.map((row) => row.state)).toEqual(['throttled', 'accepted'])
  })

  test('whose key the cloud refuses stops the account, and goes on when an owner has started it again', async () => {
    const id = await world.approved()
    await fault({ fault: 'bad-signature' })
    await look(world.deps, id)
    expect(await world.row(id)).toMatchObject({
      state: 'approved',
      stateReason: { words: 'reasons.keyRefused', code: 'APIGW.0301' },
    })
    const [account] = await world.db.select({ state: cloudAccount.state }).from(cloudAccount)
    expect(account?.state).toBe('refused')
    await expect(resumeAccount(await world.as(world.admin), { accountId: world.accountId })).rejects.toThrow(
      'denied.needsOwner',
    )

    const owner = await createPerson(world.db, { roles: ['owner'], account: { id: world.accountId } })
    await resumeAccount(await world.as(owner), { accountId: world.accountId })
    await world.follow(id, ['done'])
    expect((await purchasesOf(id)).map((row) => row.outcome)).toEqual(['unauthenticated', 'accepted'])
  })

  test('whose key is refused at the payment is paid when an owner has started the account again', async () => {
    const id = await world.approved()
    await fault({ fault: 'bad-signature' }, 'customer-orders/pay$')
    await world.follow(id, ['payment_not_known'])
    const [account] = await world.db.select({ state: cloudAccount.state }).from(cloudAccount)
    expect(account?.state).toBe('refused')

    const owner = await createPerson(world.db, { roles: ['owner'], account: { id: world.accountId } })
    await resumeAccount(await world.as(owner), { accountId: world.accountId })
    await world.follow(id, ['done'])
    const [row] = await world.db.select().from(payment).where(eq(payment.requestId, id))
    expect(row).toMatchObject({ sends: 2, state: 'accepted' })
  })

  test('whose payment went unanswered reads the order first and pays once', async () => {
    const id = await world.approved()
    await fault({ fault: 'status-504', when: 'after' }, 'customer-orders/pay$')
    await world.follow(id, ['done'])
    const [row] = await world.db.select().from(payment).where(eq(payment.requestId, id))
    expect(row?.sends).toBe(1)
    const accepted = (await world.cloud.payments()).filter(
      (paid) => paid.body?.includes(row?.orderId ?? '?') && paid.outcome === 'accepted',
    )
    expect(accepted).toHaveLength(1)
  })
})
