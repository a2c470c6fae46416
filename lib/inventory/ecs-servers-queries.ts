import { queryOptions } from '@tanstack/react-query'
import type { RowsPage } from '../page.ts'
import { readRoute } from '../read-route.ts'
import type { AccountFace } from '../requests/queries.ts'
import type { BillingMode } from './billing-mode.ts'
import type { EcsServerFilter } from './ecs-servers-filter.ts'
import type { FromEcs } from './ecs-servers-face.ts'
import type { Related } from './related.ts'

/** The words for a server's status (ecs.md §3.1). */
export const ecsStatuses = {
  running: ['ACTIVE'],
  stopped: ['SHUTOFF'],
  resizing: ['RESIZE', 'VERIFY_RESIZE', 'REVERT_RESIZE'],
  creating: ['BUILD'],
  rebooting: ['REBOOT', 'HARD_REBOOT'],
  rebuilding: ['REBUILD'],
  moving: ['MIGRATING'],
  shelved: ['SHELVED', 'SHELVED_OFFLOADED'],
  paused: ['PAUSED', 'SUSPENDED'],
  deleted: ['DELETED', 'SOFT_DELETED'],
  error: ['ERROR'],
} as const
export type EcsStatusWord = keyof typeof ecsStatuses

/** What a list can be narrowed to. It stands here because pages load no schema. */
export const ecsStatusChoices = ['running', 'stopped', 'resizing', 'error', 'busy', 'gone'] as const

export function ecsStatusWord(status: string): EcsStatusWord | undefined {
  // The keys of `ecsStatuses` are EcsStatusWords.
  const words = Object.keys(ecsStatuses) as EcsStatusWord[]
  return words.find((word) => ecsStatuses[word].some((known) => known === status.toUpperCase()))
}

export type EcsServerRow = {
  key: string
  serverId: string
  account: AccountFace
  name: string
  status: string
  /** What runs on it, empty when nothing does. */
  task: string
  flavorId: string
  vcpus: number | null
  memoryMib: number | null
  /** All of them, with commas between. */
  addresses: string
  billingMode: BillingMode
  zone: string
  orderId: string | null
  createdAt: string | null
  goneAt: string | null
} & Pick<FromEcs, 'osType' | 'imageName' | 'vpcId' | 'enterpriseProjectId' | 'isLocked' | 'isFrozen'>

export type EcsServersPage = RowsPage<EcsServerRow>

/** A server with all that the mirror has of it. The sizes of its disks are not in the cloud's list. */
export type EcsServerDetail = Omit<EcsServerRow, 'addresses'> & FromEcs & Related & { seenAt: string | null }

export const ecsServersQuery = (filter: EcsServerFilter) =>
  queryOptions({
    queryKey: ['servers', 'list', filter] as const,
    queryFn: ({ signal }) => readRoute<EcsServersPage>('/api/servers', filter, signal),
  })

export const ecsServerQuery = (serverId: string) =>
  queryOptions({
    queryKey: ['servers', 'one', serverId] as const,
    queryFn: ({ signal }) => readRoute<EcsServerDetail>(`/api/servers/${encodeURIComponent(serverId)}`, {}, signal),
  })
