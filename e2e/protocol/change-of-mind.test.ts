import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { orderLink } from '#lib/db/schema.ts'
import { loadDocument } from '#lib/requests/load.ts'
import { cancelOrder } from '#lib/requests/payment.ts'
import { withdrawRequest } from '#lib/requests/withdraw.ts'
import type { KillPoint, WorkerDeps } from '#lib/worker/deps.ts'
import { look } from '#lib/worker/look.ts'
import { type World, createWorld } from './world.ts'

// Whoever asked thinks better of it: what they can still do depends on how far it is, and is never more than it says.

let world: World

beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const mortal = (step: KillPoint): WorkerDeps => ({
  ...world.deps,
  passed: async (at) => {
    if (at === step) throw new Error('The worker died here')
  },
})
const withdraw = async (id: string) => await withdrawRequest(await world.as(world.admin), { id })
const cancel = async (id: string) => await cancelOrder(await world.as(world.admin), { id, comment: 'No longer needed' })
const orderOf = async (id: string) => {
  const [link] = await world.db.select().from(orderLink).where(eq(orderLink.requestId, id))
  return link?.orderId
}
/** What reached the cloud for this request, in order. */
const callsOf = async (id: string) => {
  const [{ name }, orderId] = await Promise.all([loadDocument(world.db, id, 1), orderOf(id)])
  const marks = orderId === undefined ? [name] : [name, orderId]
  return (await world.cloud.ledger())
    .filter(({ body }) => marks.some((mark) => body?.includes(mark)))
    .map(({ path, outcome }) => `${path.split('/').at(-1) ?? ''} ${outcome}`)
}

describe('before anything is sent', () => {
  test('an approved request is withdrawn, and whoever looks at it later sends nothing', async () => {
    const id = await world.approved()
    expect(await withdraw(id)).toMatchObject({ state: 'withdrawn' })
    await look(world.deps, id)
    expect((await world.row(id)).state).toBe('withdrawn')
    expect(await callsOf(id)).toEqual([])
  })

  test('one that a worker has taken is not: it is a moment before it is sent', async () => {
    const id = await world.approved()
    await look(mortal('claimed'), id)
    expect((await world.row(id)).state).toBe('claimed')
    await expect(withdraw(id)).rejects.toThrow('errors.tooLateToWithdraw')
    await expect(cancel(id)).rejects.toThrow('errors.nothingToCancel')
  })
})

test('while its answer is lost nothing is taken back: nobody knows what', async () => {
  const id = await world.approved()
  const match = { method: 'POST', path: 'cloud-phone/servers$' }
  await world.cloud.control('faults', { fault: 'status-504', when: 'after', times: 1, match })
  await look(world.deps, id)
  expect((await world.row(id)).state).toBe('not_known')
  await expect(withdraw(id)).rejects.toThrow('errors.tooLateToWithdraw')
  await expect(cancel(id)).rejects.toThrow('errors.nothingToCancel')
  await world.follow(id, ['done'])
  await expect(cancel(id)).rejects.toThrow('errors.nothingToCancel')
  expect(await callsOf(id)).toEqual(['servers accepted', 'pay accepted'])
})

describe('an unpaid order', () => {
  test('is cancelled by the worker and never paid', async () => {
    const id = await world.approved()
    await look(mortal('recorded'), id)
    expect((await world.row(id)).state).toBe('ordered')
    await expect(withdraw(id)).rejects.toThrow('errors.tooLateToWithdraw')
    expect(await cancel(id)).toMatchObject({ state: 'cancelling' })
    await world.follow(id, ['cancelled'])
    expect(await callsOf(id)).toEqual(['servers accepted', 'cancel accepted'])
  })

  test('whose payment is held is cancelled likewise', async () => {
    const id = await world.approved()
    await look(mortal('recorded'), id)
    await world.cloud.control(`orders/${(await orderOf(id)) ?? ''}`, { amount_fen: 99_999_900 })
    await world.follow(id, ['payment_held'])
    await cancel(id)
    await world.follow(id, ['cancelled'])
    expect(await callsOf(id)).toEqual(['servers accepted', 'cancel accepted'])
  })
})
