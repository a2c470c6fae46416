import type { Context } from '#lib/context.ts'
import { OrderFilter, orderSorts } from '#lib/orders/filter.ts'
import { listOrders } from '#lib/orders/list.ts'

type Query = Record<string, string>

/** How long each look at a list took on the server, in milliseconds, by the words that name the way of looking. */
export type Looks = Map<string, { found: number; ms: number[] }>

/** What the page of orders offers, one by one: common values and rare ones. */
export const orderNarrowings = ({
  accounts,
  people,
}: {
  accounts: readonly string[]
  people: readonly string[]
}): Query[] => [
  {},
  ...['unpaid', 'processing', 'completed', 'cancelled', 'review', 'refund', 'unpaid,processing,review'].map(
    (status) => ({ status }),
  ),
  ...['buy', 'renew', 'unsubscribe', 'trial', 'renew,change'].map((type) => ({ type })),
  ...['ec2', 'vpc', 'cbr', 'vdi,hws.service.type.cph'].map((service) => ({ service: `hws.service.type.${service}` })),
  ...['cn-north-4', 'ap-southeast-3', 'la-south-2'].map((region) => ({ region })),
  ...[accounts[0], accounts.at(-1)].map((account = '') => ({ account })),
  ...[people[0], people.at(-1), 'cloud:user-00', 'cloud:user-39'].map((person = '') => ({ person })),
  ...['5000..6000', '..100', '2000000..', '..10000'].map((amount) => ({ amount })),
  ...['7d', '90d', '2023-01-01..2023-01-31', '..2024-01-01'].map((ordered) => ({ ordered })),
  ...['month', '2022-05-01..2022-05-07'].map((paid) => ({ paid })),
  { origin: 'here' },
  { origin: 'elsewhere' },
  ...['any', 'undelivered', 'expiring'].map((attention) => ({ attention })),
]

/** Some together, chosen to be hard: what fits is rare, or stands where the list does not begin. */
export const orderCombinations: Query[] = [
  { status: 'cancelled', service: 'hws.service.type.vpc' },
  { status: 'cancelled', amount: '5000..6000' },
  { status: 'completed', type: 'renew', region: 'la-south-2' },
  { status: 'completed', ordered: '2023-01-01..2023-01-31', amount: '100000..' },
  { service: 'hws.service.type.ec2', region: 'cn-east-3', ordered: '90d' },
  { service: 'hws.service.type.cbr', paid: '2024-01-01..2024-06-30' },
  { person: 'cloud:user-00', status: 'cancelled' },
  { person: 'cloud:user-39', service: 'hws.service.type.ec2', amount: '1000..' },
  { origin: 'here', status: 'completed', type: 'change' },
  { attention: 'any', service: 'hws.service.type.ec2', ordered: '..2024-01-01' },
  { status: 'unpaid', ordered: '..2023-01-01' },
  { type: 'buy', region: 'cn-north-4,cn-east-3', amount: '10000..20000', paid: '90d' },
  { amount: '5000..5010', ordered: '2022-01-01..2025-01-01' },
]

const words = (query: Query): string =>
  Object.entries(query)
    .map(([name, value]) => `${name}=${value}`)
    .join('&')

/** Looks in every way of `narrowings` sorted each way `rounds` times: the first page, the next, and one `depth` pages on. */
export async function timeOrders(
  ctx: Context,
  narrowings: readonly Query[],
  rounds: number,
  depth = 5,
): Promise<Looks> {
  const looks: Looks = new Map()
  for (const narrowing of narrowings)
    for (const sort of orderSorts) {
      const query = { ...narrowing, sort }
      const read = (after?: string) => listOrders(ctx, OrderFilter.parse({ ...query, ...(after && { after }) }))
      const first = await read()
      const cursors: (string | undefined)[] = [undefined]
      for (let after = first.older, page = 0; after !== null && page < depth; page++) {
        if (page === 0 || page === depth - 1) cursors.push(after)
        after = (await read(after)).older
      }
      const ms: number[] = []
      for (let round = 0; round < rounds; round++) {
        const from = performance.now()
        JSON.stringify(await read(cursors[round % cursors.length]))
        ms.push(performance.now() - from)
      }
      looks.set(words(query), { found: first.total.isExact ? first.total.count : Infinity, ms })
    }
  return looks
}
