import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context } from '#lib/context.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { contextFor } from '#lib/db/testing/people.ts'
import { createCast, type Cast } from '#lib/db/testing/requests.ts'
import { countMax, pageSize, type Total, type Window } from '#lib/page.ts'
import { OrderFilter, type OrderSort, orderSorts } from './filter.ts'
import { countOrders, listOrders } from './list.ts'
import { orderGroups, orderTypeWords, spentTypes } from './status.ts'

// More orders than are counted one by one, so that every way of reading a page is taken: a million would take no other.
const many = 12_000

let database: TestDatabase
let cast: Cast
let ctx: Context
let orders: Order[]

type Order = {
  id: string
  status: number
  type: number
  service: string
  region: string
  user: string
  currency: string
  amount: number | null
  ordered: number | null
  paid: number | null
  until: number | null
}

beforeAll(async () => {
  database = await createTestDatabase()
  cast = await createCast(database.db)
  ctx = await contextFor(database.db, cast.support)
  await insertMany()
  // What is known of classes may be wider than what is left of them.
  await database.db.execute(sql`delete from cloud_order where get_byte(sha256(order_id::bytea), 0) < 16`)
  await database.db.execute(sql`analyze cloud_order`)
  const { rows } = await database.db.execute<Order>(sql`
    select order_id as id, status, order_type as type, service_type_code as service, region, user_name as user, currency, amount_minor::float8 as amount,
      (extract(epoch from ordered_at) * 1000)::float8 as ordered, (extract(epoch from paid_at) * 1000)::float8 as paid,
      (extract(epoch from pay_until) * 1000)::float8 as until
    from cloud_order`)
  orders = rows
})
afterAll(() => database.drop())

/**
 * What is rare, what is not known, and what stands where a list does not begin, with a few others elsewhere: by the digits of a
 * hash, and by when it was.
 */
const insertMany = () =>
  database.db.execute(sql`
    insert into cloud_order (account_id, order_id, status, order_type, service_type_code, region, user_name, currency, amount_minor, ordered_at,
      paid_at, pay_until, raw)
    select ${cast.account.id}, 'CS' || lpad(n::text, 6, '0'), status, type, 'hws.' || d[3] / 90, 'region-' || case when n < ${many} * 0.3 or n % 3000 = 7 then 0 else 1 + d[4] / 86 end, 'user-' || d[5] * d[5] / 9000,
      case when d[4] < 5 then 'USD' when d[4] > 252 then '' else 'CNY' end,
      case when d[6] < 250 then (d[7] * 256 + d[8]) / 50 * case when type = 4 then -1 else 1 end end, ordered,
      case when status in (3, 5) then ordered + d[9] * interval '1 minute' end, case when status = 6 then ordered + interval '7 days' end, '{}'
    from generate_series(1, ${many}) as n cross join lateral (
      select array(select get_byte(sha256(n::text::bytea), place) from generate_series(0, 9) as place) as d) as digits
    cross join lateral (select
      case when n > ${many} * 0.97 and d[1] < 160 then 6 when d[1] < 8 then 3 when d[1] < 30 then 4 when d[1] = 31 then 10 else 5 end as status,
      case when d[2] < 12 then 4 when d[2] < 60 then 2 else 1 end as type,
      case when d[10] < 253 then timestamptz '2022-01-01' + n * interval '2 hours' end as ordered) as made`)

const within = (value: number | null, from: number | undefined, until: number | undefined): boolean =>
  value !== null && (from === undefined || value >= from) && (until === undefined || value < until)

const dayStart = (day: string | undefined, add = 0): number | undefined =>
  day === undefined ? undefined : Date.parse(`${day}T00:00:00+08:00`) + add * 86_400_000

type Token = 'status' | 'type' | 'service' | 'region' | 'currency' | 'person' | 'amount' | 'ordered' | 'paid'
type Asked = Partial<Record<Token, string>>

/** What the filter says, order by order. */
function fits(order: Order, asked: Asked): boolean {
  const { status, type, service, region, currency, person, amount, ordered, paid } = asked
  const [least, most] = (amount ?? '..').split('..').map((end) => (end === '' ? undefined : Number(end)))
  const inDays = (value: number | null, days: string | undefined) => {
    if (days === undefined) return true
    const [from, to] = days.split('..').map((day) => (day === '' ? undefined : day))
    return within(value, dayStart(from), dayStart(to, 1))
  }
  const groups: Record<string, readonly number[]> = orderGroups
  return (
    (status === undefined || status.split(',').some((group) => groups[group]?.includes(order.status))) &&
    (type === undefined ||
      (type === spentTypes && order.type !== orderTypeWords.unsubscribe) ||
      Object.entries(orderTypeWords).some(([word, n]) => word === type && n === order.type)) &&
    (service === undefined || service.split(',').includes(order.service)) &&
    (region === undefined || region === order.region) &&
    (currency === undefined || currency.split(',').includes(order.currency)) &&
    (person === undefined || person === `cloud:${order.user}`) &&
    (amount === undefined || within(order.amount, least, most === undefined ? undefined : most + 1)) &&
    inDays(order.ordered, ordered) &&
    inDays(order.paid, paid)
  )
}

const keys: Record<OrderSort, (order: Order) => number> = {
  '-ordered': ({ ordered }) => ordered ?? Infinity,
  ordered: ({ ordered }) => ordered ?? Infinity,
  '-amount': ({ amount }) => amount ?? -Infinity,
  amount: ({ amount }) => amount ?? -Infinity,
  '-paid': ({ paid }) => paid ?? -Infinity,
  pay_until: ({ until }) => until ?? Infinity,
}

function sorted(those: Order[], sort: OrderSort): Order[] {
  const key = keys[sort]
  const rising = (a: Order, b: Order) => (key(a) === key(b) ? (a.id < b.id ? -1 : 1) : key(a) - key(b))
  return those.toSorted((a, b) => (sort.startsWith('-') ? rising(b, a) : rising(a, b)))
}

/** The place of an order as an address has it. */
function cursorOf(order: Order | undefined, sort: OrderSort): string {
  if (order === undefined) return ''
  const key = keys[sort](order)
  if (sort.endsWith('amount')) return `${Number.isFinite(key) ? key : '-9223372036854775808'}~${order.id}`
  return `${Number.isFinite(key) ? new Date(key).toISOString().replace('Z', '000Z') : '-'}~${order.id}`
}

/** Two in three tokens are not asked for, so that what is left is many orders as often as few. */
const oneOf = (...values: string[]) =>
  fc.constantFrom(undefined, ...values, ...values.map(() => undefined), ...values.map(() => undefined))
const asked = fc.record({
  status: oneOf('unpaid', 'processing', 'completed', 'cancelled', 'refund', 'unpaid,processing', 'completed,cancelled'),
  type: oneOf('buy', 'renew', 'unsubscribe', spentTypes),
  service: oneOf('hws.0', 'hws.1', 'hws.0,hws.2'),
  region: oneOf('region-0', 'region-3'),
  currency: oneOf('USD', 'CNY', 'CNY,USD', 'EUR'),
  person: oneOf('cloud:user-0', 'cloud:user-4', 'cloud:nobody'),
  amount: oneOf('..100', '500..600', '-900..', '-900..-1'),
  ordered: oneOf('..2022-06-01', '2023-03-01..2023-03-31', '2022-01-15..'),
  paid: oneOf('2022-02-01..2022-02-28', '2022-02-01..', '..2023-12-31'),
})

const nothing = {
  status: undefined,
  type: undefined,
  service: undefined,
  region: undefined,
  currency: undefined,
  person: undefined,
  amount: undefined,
  ordered: undefined,
  paid: undefined,
}
/** Where a walk through an index ends before it finds a page. */
const examples: [Record<Token, string | undefined>, OrderSort, number, number][] = [
  [{ ...nothing, region: 'region-0' }, '-ordered', 0.5, pageSize],
  [{ ...nothing, paid: '2022-02-01..' }, 'pay_until', 0.2, pageSize],
  [{ ...nothing, ordered: '2022-01-15..' }, '-paid', 0.9, pageSize],
  [{ ...nothing, status: 'completed,cancelled', amount: '-900..' }, 'amount', 0.1, pageSize],
  [{ ...nothing, type: 'unsubscribe' }, '-amount', 0, 4],
  [{ ...nothing, type: 'unsubscribe' }, 'ordered', 0.05, 4],
  [{ ...nothing, type: 'unsubscribe' }, 'amount', 0.3, 4],
  [{ ...nothing, type: 'unsubscribe' }, 'ordered', 0.9, 4],
  [{ ...nothing, status: 'refund' }, '-amount', 0.1, 4],
  [{ ...nothing, status: 'processing,cancelled', amount: '500..600' }, 'pay_until', 0.5, 4],
]

/** Whether a list says truly how many fit: all of them, or more than some thousands where not classes alone are chosen. */
function said({ count, isExact }: Total, fitting: number, isOfClasses: boolean): string {
  const isTrue = isExact ? count === fitting : !isOfClasses && count >= 1000 && count % 1000 === 0 && count < fitting
  return isTrue && count <= Math.max(countMax, isOfClasses ? fitting : 0) ? 'true' : `${isExact} ${count} of ${fitting}`
}

test('lists what a look at each order would, in its order and from any place in it', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      asked,
      fc.constantFrom(...orderSorts),
      fc.double({ min: 0, max: 1, noNaN: true }),
      // A short page is of few classes among many, as a long one is where there are more orders.
      fc.constantFrom(pageSize, 4),
      async (all, sort, depth, size) => {
        const query = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
        const expected = sorted(
          orders.filter((order) => fits(order, query)),
          sort,
        )
        const filter = OrderFilter.parse({ ...query, sort })
        const read = async (window: Window) => await listOrders(ctx, { ...filter, ...window, size })
        const ids = ({ rows }: Awaited<ReturnType<typeof read>>) => rows.map(({ orderId }) => orderId)
        const first = await read({})
        const isOfClasses = ['person', 'amount', 'ordered', 'paid'].every((name) => !(name in query))
        const counted = await countOrders(ctx, filter)
        expect(said(counted, expected.length, isOfClasses)).toBe('true')
        expect(said(first.total ?? counted, expected.length, isOfClasses)).toBe('true')
        expect(ids(first)).toEqual(expected.slice(0, size).map(({ id }) => id))
        const at = Math.floor(depth * (expected.length - 1))
        if (at <= 0) return
        const after = await read({ after: cursorOf(expected[at], sort) })
        expect(ids(after)).toEqual(expected.slice(at + 1, at + 1 + size).map(({ id }) => id))
        const before = await read({ before: cursorOf(expected[at], sort) })
        expect(ids(before)).toEqual(expected.slice(Math.max(0, at - size), at).map(({ id }) => id))
      },
    ),
    { numRuns: 150, examples },
  )
})
