import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { openDatabase } from '#lib/db/client.ts'
import { orderCandidate } from '#lib/db/desk-schema.ts'
import { attempt, audit, orderLink, payment } from '#lib/db/schema.ts'
import { showRequest } from '#lib/requests/show.ts'
import type { KillPoint, WorkerDeps } from '#lib/worker/deps.ts'
import { look } from '#lib/worker/look.ts'
import { replayAnswers } from '#lib/worker/replay.ts'
import { sealOldAnswers } from '#lib/worker/seal-old-answers.ts'
import { memorySpool } from '../memory-spool.ts'
import { type World, createWorld } from './world.ts'

let world: World

beforeAll(async () => {
  world = await createWorld()
})
beforeEach(() => world.cloud.control('faults', undefined, 'DELETE'))
afterAll(() => world.close())

/** A worker that dies at `step`, on a host with `disk`. */
const mortal = (step: KillPoint, disk: Map<string, string>): WorkerDeps => ({
  ...world.deps,
  spool: memorySpool(disk),
  passed: async (at) => {
    if (at === step) throw new Error('The worker died here')
  },
})
/** The next worker on that host. */
const heirOf = (disk: Map<string, string>): WorkerDeps => ({ ...world.deps, spool: memorySpool(disk) })

/** Sends a purchase whose worker dies when the answer is on its disk and not recorded. */
async function answeredAndDead(): Promise<{ id: string; disk: Map<string, string> }> {
  const [id, disk] = [await world.approved(), new Map<string, string>()]
  await look(mortal('spooled', disk), id)
  expect(await world.row(id)).toMatchObject({ state: 'sending' })
  expect(disk.size).toBe(1)
  return { id, disk }
}
const attemptOf = async (id: string) => {
  const [row] = await world.db.select().from(attempt).where(eq(attempt.requestId, id))
  if (!row) throw new Error('There is no attempt')
  return row
}
const orderOf = async (id: string) => {
  const [row] = await world.db.select().from(orderLink).where(eq(orderLink.requestId, id))
  return row?.orderId
}
const lateAnswers = (id: string) =>
  world.db
    .select({ detail: audit.detail })
    .from(audit)
    .where(and(eq(audit.requestId, id), eq(audit.event, 'request.lateAnswer')))
const hurry = (id: string) =>
  world.db.$client.query('update request set wake_at = now(), lease_until = null where id = $1', [id])

describe('an answer whose worker died before it was recorded', () => {
  test('is recorded by the next worker on its host as if nothing had happened, and removed', async () => {
    const { id, disk } = await answeredAndDead()
    await replayAnswers(heirOf(disk))
    expect(await world.row(id)).toMatchObject({ state: 'ordered', moneyState: 'unpaid' })
    expect(await attemptOf(id)).toMatchObject({ state: 'accepted', scans: 0 })
    expect(disk.size).toBe(0)
    await world.follow(id, ['done'])
    expect(await lateAnswers(id)).toEqual([])
  })

  test('leads a request out of not known that somebody has given up meanwhile', async () => {
    const { id, disk } = await answeredAndDead()
    await hurry(id)
    await world.cloud.control('faults', { fault: 'status-500', when: 'before', match: { method: 'GET' }, times: 1000 })
    await look(world.deps, id)
    expect(await world.row(id)).toMatchObject({ state: 'not_known' })
    await replayAnswers(heirOf(disk))
    expect(await world.row(id)).toMatchObject({ state: 'ordered' })
    expect(disk.size).toBe(0)
  })

  test('is recorded once, by however many workers', async () => {
    const { id, disk } = await answeredAndDead()
    const copies = [heirOf(new Map(disk)), heirOf(new Map(disk)), heirOf(disk)]
    await Promise.all(copies.map(replayAnswers))
    await Promise.all(copies.map(replayAnswers))
    const moves = await world.db.select({ event: audit.event }).from(audit).where(eq(audit.requestId, id))
    expect(moves.map(({ event }) => event).filter((event) => event === 'request.accept')).toHaveLength(1)
    expect(await lateAnswers(id)).toEqual([])
    for (const { spool } of copies) expect(await spool.waiting()).toEqual([])
  })

  test('changes nothing when its purchase was found otherwise: it is evidence in the audit, once', async () => {
    const { id, disk } = await answeredAndDead()
    await hurry(id)
    await look(world.deps, id)
    await world.follow(id, ['done'])
    const [before, sent] = [await world.row(id), await attemptOf(id)]
    const copy = heirOf(new Map(disk))
    await Promise.all([replayAnswers(heirOf(disk)), replayAnswers(copy)])
    expect([await world.row(id), await attemptOf(id)]).toEqual([before, sent])
    const [told, ...more] = await lateAnswers(id)
    expect(more).toEqual([])
    expect(told?.detail).toMatchObject({ said: 'accepted', orderId: await orderOf(id), attemptId: sent.id })
    expect(disk.size).toBe(0)
  })

  test('stays where it is while the database is away, and while it cannot be recorded', async () => {
    const { id, disk } = await answeredAndDead()
    const heir = heirOf(disk)
    const gone = openDatabase('postgres://nobody@127.0.0.1:1/nothing')
    await expect(replayAnswers({ ...heir, db: gone })).rejects.toThrow('Failed query')
    await gone.$client.end()
    expect(disk.size).toBe(1)
    // Somebody takes the request at this moment: it is sent by nobody any more, and not given up yet.
    await world.db.$client.query('update request set fence = fence + 1 where id = $1', [id])
    await replayAnswers(heir)
    expect(await world.row(id)).toMatchObject({ state: 'sending' })
    expect(disk.size).toBe(1)
    await hurry(id)
    await world.follow(id, ['done'])
    await replayAnswers(heir)
    expect(disk.size).toBe(0)
  })
})

test('an answer that the disk refuses is recorded all the same', async () => {
  const id = await world.approved()
  const full = { ...memorySpool(), keep: () => Promise.reject(new Error('no space left on device')) }
  await look({ ...world.deps, spool: full }, id)
  expect(await attemptOf(id)).toMatchObject({ state: 'accepted' })
  await world.follow(id, ['done'])
})

describe('the answer to a payment whose worker died before it was recorded', () => {
  const paidAndDead = async () => {
    const [id, disk] = [await world.approved(), new Map<string, string>()]
    const payer = mortal('pay_spooled', disk)
    // The order is listed a moment after it was made.
    const triedToPay = async () => {
      await hurry(id)
      await look(payer, id)
      return (await world.row(id)).state
    }
    await expect.poll(triedToPay, { timeout: 10_000 }).toBe('paying')
    return { id, disk }
  }
  const paymentOf = async (id: string) => {
    const [row] = await world.db.select().from(payment).where(eq(payment.requestId, id))
    return row
  }

  test('is recorded by the next worker on its host', async () => {
    const { id, disk } = await paidAndDead()
    await replayAnswers(heirOf(disk))
    expect(await world.row(id)).toMatchObject({ state: 'paid', moneyState: 'paid' })
    expect(await paymentOf(id)).toMatchObject({ state: 'accepted', sends: 1 })
    expect(disk.size).toBe(0)
    expect(await lateAnswers(id)).toEqual([])
  })

  test('changes nothing when the order has told already', async () => {
    const { id, disk } = await paidAndDead()
    await hurry(id)
    await world.follow(id, ['done'])
    const before = [await world.row(id), await paymentOf(id)]
    await replayAnswers(heirOf(disk))
    expect([await world.row(id), await paymentOf(id)]).toEqual(before)
    expect(await lateAnswers(id)).toHaveLength(1)
    expect(disk.size).toBe(0)
  })
})

describe('what the cloud answered', () => {
  test('is sealed in the database and open on the page of its request', async () => {
    const id = await world.approved()
    await world.follow(id, ['done'])
    const stored = (await attemptOf(id)).answer
    expect(stored).not.toContain(await orderOf(id))
    const { attempts } = await showRequest(await world.as(world.reviewer), { id })
    expect(attempts[0]?.answer).toContain(await orderOf(id))
  })

  test('and was kept before there was a seal is shown, and sealed by the next worker', async () => {
    const id = await world.approved()
    await world.follow(id, ['done'])
    const plain = '{"order_id":"CS0"}'
    await world.db.update(attempt).set({ answer: plain }).where(eq(attempt.requestId, id))
    const shown = async () => (await showRequest(await world.as(world.reviewer), { id })).attempts[0]?.answer
    expect(await shown()).toBe(plain)
    await sealOldAnswers(world.deps)
    expect((await attemptOf(id)).answer).not.toContain('CS0')
    expect(await shown()).toBe(plain)
  })

  test('by a key that is gone does not keep the page from being read', async () => {
    const id = await world.approved()
    await world.follow(id, ['done'])
    await world.db
      .update(attempt)
      .set({ answer: `v1.${'A'.repeat(16)}.${'A'.repeat(40)}` })
      .where(eq(attempt.requestId, id))
    const { attempts } = await showRequest(await world.as(world.reviewer), { id })
    expect(attempts).toMatchObject([{ state: 'accepted', answer: null }])
  })
})

// Last, since its order stays in the cloud and could be taken for another's.
test('an answer that says yes to a purchase called absent hands it to a person', async () => {
  const { id, disk } = await answeredAndDead()
  await world.db.$client.query(`update request set state = 'not_known' where id = $1`, [id])
  await world.db.update(attempt).set({ state: 'unknown' }).where(eq(attempt.requestId, id))
  await world.db.$client.query(`update request set state = 'absent' where id = $1`, [id])
  await world.db.update(attempt).set({ state: 'absent' }).where(eq(attempt.requestId, id))
  await replayAnswers(heirOf(disk))
  const now = await world.row(id)
  expect(now).toMatchObject({ state: 'needs_person' })
  const [told] = await lateAnswers(id)
  const { orderId } = Object(told?.detail)
  expect(orderId).toMatch(/^CS/)
  expect(JSON.stringify(now.stateReason)).toContain(orderId)
  expect(await orderOf(id)).toBeUndefined()
  // The worker reads it for whoever decides; that the answer names it is said first.
  await vi.waitFor(
    async () => {
      await look(world.deps, id)
      expect(await world.row(id)).toMatchObject({ state: 'needs_person', wakeAt: null })
    },
    { timeout: 10_000, interval: 100 },
  )
  const [seen] = await world.db.select().from(orderCandidate).where(eq(orderCandidate.requestId, id))
  expect(seen).toMatchObject({ orderId, fit: 'yes' })
  expect(seen?.readAt).not.toBeNull()
  expect(seen?.checks).toContainEqual({ what: 'answered', holds: true })
})
