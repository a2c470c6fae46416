import type { QueryKey } from '@tanstack/react-query'
import { type LiveEvent, manyChanged } from '#lib/live/event.ts'

/** The reads that a change makes old; whatever is not on the page is asked for when it is opened. */
export function touchedKeys({ topic, id }: LiveEvent): QueryKey[] {
  switch (topic) {
    case 'request': {
      return [
        ['requests', 'list'],
        ['requests', 'one', id],
        ['desk'],
        ['orders', 'one'],
        ['jobs'],
        ['overview'],
        ...resources,
      ]
    }
    case 'order': {
      return [['orders', 'list'], oneOf('orders', id), ['requests', 'one'], ['overview'], ...resources]
    }
    case 'phone_server': {
      return [
        ['phone-servers', 'list'],
        ['phone-servers', 'one', id],
        ['orders', 'one'],
        ['requests', 'one'],
        ['jobs'],
        ['overview'],
      ]
    }
    case 'desktop': {
      return resourceKeys('desktops', id)
    }
    case 'ecs_server': {
      return resourceKeys('servers', id)
    }
    case 'job': {
      return [...jobs, ['requests', 'one'], ['orders', 'one'], ['overview'], ...resources]
    }
    case 'sync': {
      return syncedKeys[id] ?? []
    }
    case 'session':
    case 'session_renewal': {
      return []
    }
    case 'purchases': {
      return [['purchases']]
    }
  }
}

/** What many pages may show at once; what is open on a page of its own is seldom open elsewhere. */
export const isShared = ([of, what]: QueryKey): boolean => of === 'overview' || what === 'list' || what === 'board'

/** A resource shows its requests, orders and jobs; which one it is, the event does not say. */
const resources: QueryKey[] = [
  ['phone-servers', 'one'],
  ['desktops', 'one'],
  ['servers', 'one'],
]

const jobs: QueryKey[] = [
  ['jobs', 'list'],
  ['jobs', 'board'],
  ['jobs', 'one'],
]

const syncedKeys: Record<string, QueryKey[]> = {
  orders: [['orders', 'list']],
  jobs,
  phone_servers: [['phone-servers', 'list']],
  desktops: [['desktops', 'list']],
  ecs_servers: [['servers', 'list']],
}

/** The page of one thing; of every one where many changed at once. */
const oneOf = (kind: string, id: string): QueryKey => (id === manyChanged ? [kind, 'one'] : [kind, 'one', id])

const resourceKeys = (kind: 'desktops' | 'servers', id: string): QueryKey[] => [
  [kind, 'list'],
  oneOf(kind, id),
  ['requests', 'one'],
]
