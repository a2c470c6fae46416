import { queryOptions } from '@tanstack/react-query'
import type { RowsPage } from '../page.ts'
import { readRoute } from '../read-route.ts'
import type { AccountFace } from '../requests/queries.ts'
import type { PhoneServerFilter } from './phone-server-filter.ts'
import type { Related } from './related.ts'
import { wordIn } from './status-word.ts'

/** The words for the status numbers of a phone server (cph.md §6.3); a number that is not here is shown as it is. */
export const serverStatusWords = {
  creating: [0, 1, 3, 4],
  normal: [5],
  abnormal: [2],
  frozen: [8],
  stopped: [10],
  stopping: [11],
  stopFailed: [12],
  starting: [13],
} as const
/** Of servers that somebody has to look at: those frozen and those that could not be stopped, too. */
export const abnormalStatuses: readonly number[] = [
  ...serverStatusWords.abnormal,
  ...serverStatusWords.frozen,
  ...serverStatusWords.stopFailed,
]
export type ServerStatusWord = keyof typeof serverStatusWords

export const serverStatusWord = (status: number): ServerStatusWord | undefined => wordIn(serverStatusWords, status)

export type PhoneServerRow = {
  key: string
  serverId: string
  account: AccountFace
  name: string
  status: number
  serverModel: string
  phoneModel: string
  zone: string
  phones: number
  addresses: Address[]
  orderId: string | null
  enterpriseProjectId: string
  createdAt: string | null
  goneAt: string | null
}

export type PhoneServersPage = RowsPage<PhoneServerRow> & {
  /** The flavors there are to narrow to. */ models: string[]
}

export type PhonePort = { name: string; listenPort: number; accessPort: number | null; publicIp: string | null }

export type PhoneFace = {
  id: string
  name: string
  status: number
  imageVersion: string | null
  imageId: string | null
  ports: PhonePort[]
  createdAt: string | null
}

export type Address = { serverIp: string | null; publicIp: string | null }
export type Bandwidth = {
  id: string
  name: string
  sizeMbps: number | null
  chargeMode: number | null
  isShared: boolean | null
}
export type Volume = { id: string; name: string; sizeGib: number | null; type: string }

export type PhoneServerDetail = Omit<PhoneServerRow, 'phones'> &
  Related & {
    keypair: string | null
    vpcId: string | null
    subnetId: string | null
    networkVersion: string | null
    updatedAt: string | null
    bandwidths: Bandwidth[]
    volumes: Volume[]
    securityGroups: string[]
    phones: PhoneFace[]
    seenAt: string
  }

export const phoneServersQuery = (filter: PhoneServerFilter) =>
  queryOptions({
    queryKey: ['phone-servers', 'list', filter] as const,
    queryFn: ({ signal }) => readRoute<PhoneServersPage>('/api/phone-servers', filter, signal),
  })

export const phoneServerQuery = (serverId: string) =>
  queryOptions({
    queryKey: ['phone-servers', 'one', serverId] as const,
    queryFn: ({ signal }) =>
      readRoute<PhoneServerDetail>(`/api/phone-servers/${encodeURIComponent(serverId)}`, {}, signal),
  })
