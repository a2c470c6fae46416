import { orderSorts } from '#lib/orders/filter.ts'
import type { Way } from './compare-ways.ts'
import type { ListWeb } from './list-web.ts'

type Query = Record<string, string>

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
  ...['CNY', 'USD', 'CNY,USD'].map((currency) => ({ currency })),
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
  { currency: 'USD', paid: 'month', type: 'spent' },
  { currency: 'USD', amount: '5000..6000' },
  { type: 'buy', region: 'cn-north-4,cn-east-3', amount: '10000..20000', paid: '90d' },
  { amount: '5000..5010', ordered: '2022-01-01..2025-01-01' },
]

/** Looks at orders in every way of `narrowings`, sorted each way. */
export const orderWays = ({ ask }: Pick<ListWeb, 'ask'>, narrowings: readonly Query[]): Way[] =>
  narrowings.flatMap((narrowing) => orderSorts.map((sort) => wayOf(ask, '/api/orders', { ...narrowing, sort })))

/** Counts them in every way of `narrowings`. */
export const orderCounts = ({ ask }: Pick<ListWeb, 'ask'>, narrowings: readonly Query[]): Way[] =>
  narrowings.map((narrowing) => wayOf(ask, '/api/orders/total', narrowing))

export const wayOf = (ask: ListWeb['ask'], path: string, query: Query): Way => ({
  words: decodeURIComponent(String(new URLSearchParams(query))),
  read: ({ after, size }) =>
    ask(path, { ...query, ...(after !== undefined && { after }), ...(size !== undefined && { size: String(size) }) }),
})
