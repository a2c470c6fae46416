import type { Context } from '#lib/context.ts'
import { DesktopFilter } from '#lib/inventory/desktops-filter.ts'
import { desktopStatusChoices } from '#lib/inventory/desktops-queries.ts'
import { listDesktops } from '#lib/inventory/desktops.ts'
import { EcsServerFilter } from '#lib/inventory/ecs-servers-filter.ts'
import { ecsStatusChoices } from '#lib/inventory/ecs-servers-queries.ts'
import { listEcsServers } from '#lib/inventory/ecs-servers.ts'
import { PhoneServerFilter } from '#lib/inventory/phone-server-filter.ts'
import { listPhoneServers } from '#lib/inventory/phone-servers.ts'
import { type ResourceSort, resourceSorts, type RowsPage } from '#lib/page.ts'

type Query = Record<string, string>
type List = { name: string; narrowings: Query[]; read: (query: Query) => Promise<RowsPage<unknown>> }

/** A way of looking at a list, and how long each look took on the server, in milliseconds. */
export type ListTimes = { list: string; filter: Query; sort: ResourceSort; found: number; ms: number[] }

const statuses = (choices: readonly string[]): Query[] => choices.map((status) => ({ status }))
const billings: Query[] = ['prepaid', 'pay_per_use'].map((billing) => ({ billing }))
/** What nearly all rows have, what one has, what none has. */
const searches = (prefix: string): Query[] =>
  [prefix, `${prefix.slice(0, 1)}-no-such-thing`, '10.0.4.7'].map((q) => ({ q }))

const listsOf = (ctx: Context): List[] => [
  {
    name: 'phone servers',
    narrowings: [
      ...statuses(['creating', 'normal', 'abnormal', 'frozen', 'stopped', 'gone']),
      { model: 'physical.rx3' },
      ...searches('farm'),
    ],
    read: (query) => listPhoneServers(ctx, PhoneServerFilter.parse(query)),
  },
  {
    name: 'desktops',
    narrowings: [...statuses(desktopStatusChoices), ...billings, ...searches('desk')],
    read: (query) => listDesktops(ctx, DesktopFilter.parse(query)),
  },
  {
    name: 'ECS servers',
    narrowings: [...statuses(ecsStatusChoices), ...billings, { billing: 'spot' }, ...searches('web')],
    read: (query) => listEcsServers(ctx, EcsServerFilter.parse(query)),
  },
]

/** Looks at every list in every way that its page offers, each sorted each way, `rounds` times. */
export async function timeLists(ctx: Context, rounds: number): Promise<ListTimes[]> {
  const times: ListTimes[] = []
  for (const { name, narrowings, read } of listsOf(ctx))
    for (const narrowing of [{}, ...narrowings])
      for (const sort of resourceSorts) {
        const query = { ...narrowing, sort }
        const { total, older } = await read(query)
        const turned = older === null ? query : { ...query, after: older }
        const ms: number[] = []
        for (let round = 0; round < rounds; round++) {
          const from = performance.now()
          // The first page and the second in turns: a page far in costs what the first does.
          JSON.stringify(await read(round % 2 === 0 ? query : turned))
          ms.push(performance.now() - from)
        }
        times.push({ list: name, filter: narrowing, sort, found: total.count, ms })
      }
  return times
}
