import { queryOptions } from '@tanstack/react-query'
import type { RowsPage } from '../page.ts'
import { readRoute } from '../read-route.ts'
import type { AccountFace } from '../requests/queries.ts'
import type { BillingMode } from './billing-mode.ts'
import type { FromWorkspace, HostOfDesktop } from './desktops-face.ts'
import type { DesktopFilter } from './desktops-filter.ts'
import type { Related } from './related.ts'

/** The words for a desktop's status (workspace.md §4.1): the empty one is a desktop that is being deleted. */
export const desktopStatuses = {
  running: 'ACTIVE',
  stopped: 'SHUTOFF',
  hibernated: 'HIBERNATED',
  error: 'ERROR',
  deleting: '',
} as const
export type DesktopStatusWord = keyof typeof desktopStatuses

/** What a list can be narrowed to. It stands here because pages load no schema. */
export const desktopStatusChoices = ['running', 'stopped', 'hibernated', 'error', 'busy', 'gone'] as const

export function desktopStatusWord(status: string): DesktopStatusWord | undefined {
  // The keys of `desktopStatuses` are DesktopStatusWords.
  const words = Object.keys(desktopStatuses) as DesktopStatusWord[]
  return words.find((word) => desktopStatuses[word] === status.toUpperCase())
}

export type DesktopRow = {
  key: string
  desktopId: string
  account: AccountFace
  name: string
  status: string
  /** What runs on it, empty when nothing does. */
  task: string
  userName: string
  productId: string
  vcpus: number | null
  memoryMib: number | null
  diskCount: number
  diskGib: number
  billingMode: BillingMode
  poolId: string
  zone: string
  orderId: string | null
  createdAt: string | null
  goneAt: string | null
  /** The exclusive host it runs on. */
  host: HostOfDesktop | null
} & Pick<
  FromWorkspace,
  | 'addresses'
  | 'osType'
  | 'imageName'
  | 'enterpriseProjectId'
  | 'isFrozen'
  | 'isInMaintenance'
  | 'isPooled'
  | 'hasHourPackage'
>

export type DesktopsPage = RowsPage<DesktopRow> & {
  /** None of the accounts has Workspace. */ isNotEnabled: boolean
}

/** A desktop with all that the mirror has of it. */
export type DesktopDetail = DesktopRow & FromWorkspace & Related & { seenAt: string | null }

export const desktopsQuery = (filter: DesktopFilter) =>
  queryOptions({
    queryKey: ['desktops', 'list', filter] as const,
    queryFn: ({ signal }) => readRoute<DesktopsPage>('/api/desktops', filter, signal),
  })

export const desktopQuery = (desktopId: string) =>
  queryOptions({
    queryKey: ['desktops', 'one', desktopId] as const,
    queryFn: ({ signal }) => readRoute<DesktopDetail>(`/api/desktops/${encodeURIComponent(desktopId)}`, {}, signal),
  })
