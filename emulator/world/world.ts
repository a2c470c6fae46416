import type { AgendaEvent } from '../agenda.ts'
import type { LedgerEntry } from '../ledger.ts'
import type { Account, Agency, Credential, EnterpriseProject, Project, Token, User } from './account.ts'
import type { CloudServer, DedicatedHost, ServerJob } from './cloud-server.ts'
import type { Coupon } from './coupon.ts'
import type { Desktop, DesktopHost, DesktopJob, DesktopPool } from './desktop.ts'
import type { Network, Zone } from './network.ts'
import type { Order, Subscription } from './order.ts'
import type { CphJob, Phone, PhoneServer } from './phone-server.ts'

/** The whole state of the pretend cloud: plain data, so that it can be written to a file and read back. */
export type World = Network & {
  seed: string
  sequence: number
  priceFactor: number
  accounts: Account[]
  credentials: Credential[]
  users: User[]
  projects: Project[]
  agencies: Agency[]
  enterpriseProjects: EnterpriseProject[]
  zones: Zone[]
  tokens: Token[]
  servers: PhoneServer[]
  phones: Phone[]
  jobs: CphJob[]
  desktops: Desktop[]
  desktopHosts: DesktopHost[]
  desktopPools: DesktopPool[]
  desktopJobs: DesktopJob[]
  cloudServers: CloudServer[]
  dedicatedHosts: DedicatedHost[]
  serverJobs: ServerJob[]
  orders: Order[]
  coupons: Coupon[]
  subscriptions: Subscription[]
  agenda: AgendaEvent[]
  ledger: LedgerEntry[]
}

export const regions = ['cn-north-4', 'cn-east-3', 'ap-southeast-3'] as const

export const emptyWorld = (seed: string): World => ({
  seed,
  sequence: 0,
  priceFactor: 1,
  accounts: [],
  credentials: [],
  users: [],
  projects: [],
  agencies: [],
  enterpriseProjects: [],
  zones: [],
  tokens: [],
  vpcs: [],
  subnets: [],
  securityGroups: [],
  eips: [],
  bandwidths: [],
  keyPairs: [],
  servers: [],
  phones: [],
  jobs: [],
  desktops: [],
  desktopHosts: [],
  desktopPools: [],
  desktopJobs: [],
  cloudServers: [],
  dedicatedHosts: [],
  serverJobs: [],
  orders: [],
  coupons: [],
  subscriptions: [],
  agenda: [],
  ledger: [],
})
