import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { showOrder } from '#lib/cloud/services/bss-orders.ts'
import { cloudAccount } from '#lib/db/schema.ts'
import { createLookups } from '#lib/inventory/lookups.ts'
import { operation as buy } from '#lib/operations/buy-phone-servers/operation.ts'
import type { Input as CancelInput } from '#lib/operations/cancel-order/contract.ts'
import type { Input as PayInput } from '#lib/operations/pay-order/contract.ts'
import { validInput } from './input.ts'
import type { World } from './world.ts'

type OrderWorld = Pick<World, 'db' | 'accountId'> & { deps: Pick<World['deps'], 'reads' | 'spends'> }

/** An unpaid order of `count` phone servers that somebody made past the console; returns its id. */
export async function orderedElsewhere(world: OrderWorld, count = 2): Promise<string> {
  const { db, accountId } = world
  const [account] = await db.select().from(cloudAccount).where(eq(cloudAccount.id, accountId))
  const valid = await validInput(db, accountId, `else-${randomBytes(3).toString('hex')}`)
  const input = { ...valid, image: { ...valid.image, count } }
  const mark = randomBytes(5)
    .toString('hex')
    .slice(0, 8)
    .replaceAll(/[^a-z2-7]/g, 'a')
  const { call } = buy.prepare(input, { projectId: account?.projectId ?? '', mark })
  const cloud = await world.deps.spends(accountId)
  const write = { ...call, body: JSON.stringify(call.body), refusals: buy.refusals, isAccepted: () => true }
  const answer = await cloud.sendWrite(await cloud.prepareWrite(write))
  if (answer.kind !== 'accepted') throw new Error(`The pretend cloud sold nothing: ${answer.kind}`)
  const { orderId } = buy.receipt(answer.body)
  if (orderId === undefined) throw new Error('The purchase has no order')
  await untilListed(world, orderId)
  return orderId
}

/** A new order is missing from the cloud's answers for a moment. */
export async function untilListed(world: OrderWorld, orderId: string): Promise<void> {
  const reads = await world.deps.reads(world.accountId)
  for (let tries = 0; ; tries++)
    try {
      return void (await showOrder(reads, orderId))
    } catch (error) {
      if (tries > 50) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
}

async function targetOf(world: OrderWorld, id: string) {
  const order = await showOrder(await world.deps.reads(world.accountId), id)
  return {
    id,
    name: order.serviceName ?? 'An order',
    amountMinor: order.amountMinor ?? 0,
    currency: order.currency,
    orderedBy: order.userName ?? 'somebody',
    isOurs: false,
    ...(order.payUntil && { payUntil: order.payUntil.toISOString() }),
  }
}

/** What the form makes of an order, with the coupons of those names and the discount of that kind. */
export async function paymentOf(
  world: OrderWorld,
  orderId: string,
  { coupons = [], discount }: { coupons?: string[]; discount?: 0 | 2 } = {},
): Promise<PayInput> {
  const { accountId } = world
  const lookups = createLookups(await world.deps.reads(accountId), { cacheKey: accountId })
  const [offered, discounts] = await Promise.all([lookups.orderCoupons(orderId), lookups.orderDiscounts(orderId)])
  const chosen = coupons.map((wanted) => {
    const found = offered.find(({ name }) => name === wanted)
    if (found?.type === undefined) throw new Error(`The pretend cloud has no coupon ${wanted}`)
    const { id, type, name, balanceMinor, notWith } = found
    return { id, type, name, notWith, ...(balanceMinor !== undefined && { balanceMinor }) }
  })
  const rebate = discount === undefined ? undefined : discounts.find(({ type }) => type === discount)
  return {
    account: { accountId },
    target: await targetOf(world, orderId),
    means: {
      coupons: chosen,
      ...(rebate &&
        discount !== undefined && {
          discount: { id: rebate.id, type: discount, deductionMinor: rebate.deductionMinor ?? 0 },
        }),
    },
  }
}

export const cancellationOf = async (world: OrderWorld, orderId: string): Promise<CancelInput> => ({
  account: { accountId: world.accountId },
  target: await targetOf(world, orderId),
  consent: { isFinal: true },
})
