import type { Cloud } from '../cloud/cloud.ts'
import type { Service } from '../cloud/endpoints.ts'
import { balances } from '../cloud/services/bss-account.ts'
import { listOrders } from '../cloud/services/bss-orders.ts'
import { listPhoneImages, listPhoneModels, listServerModels } from '../cloud/services/cph-catalog.ts'
import { listServers } from '../cloud/services/cph-servers.ts'
import { listEcsServers } from '../cloud/services/ecs-servers.ts'
import { listEnterpriseProjects } from '../cloud/services/eps.ts'
import { listPublicIps } from '../cloud/services/eip.ts'
import { listKeypairs } from '../cloud/services/kps.ts'
import { listVpcs } from '../cloud/services/vpc.ts'
import { listDesktops } from '../cloud/services/workspace-desktops.ts'
import type { CloudService } from '../operations/kit.ts'

/** One thing that the console reads, and what the vendor's documentation wants a user to have for it. */
export type ReadRight = {
  key: string
  service: Service
  /** IAM actions, or system roles. */
  rights: readonly string[]
  /** Operations of these services cannot be done without it; none: only something is not shown. */
  blocks: readonly CloudService[]
  ask(cloud: Cloud): Promise<unknown>
}

const everyService = ['cph', 'workspace', 'ecs', 'bss'] as const

/** What the read key needs. docs/guides/owners.md has the same in words. */
export const readRights = [
  {
    key: 'phoneServers',
    service: 'cph',
    rights: ['cph:servers:list', 'cph:servers:get', 'eip:publicIps:list'],
    blocks: ['cph'],
    ask: (cloud) => listServers(cloud, { limit: 1 }),
  },
  {
    key: 'serverModels',
    service: 'cph',
    rights: ['cph:system:listServerTypes'],
    blocks: ['cph'],
    ask: (cloud) => listServerModels(cloud),
  },
  {
    key: 'phoneModels',
    service: 'cph',
    rights: ['cph:system:listPhoneSpecifications'],
    blocks: ['cph'],
    ask: (cloud) => listPhoneModels(cloud),
  },
  {
    key: 'phoneImages',
    service: 'cph',
    rights: ['CPH User', 'Tenant Guest'],
    blocks: ['cph'],
    ask: (cloud) => listPhoneImages(cloud, { kind: 'all' }),
  },
  { key: 'networks', service: 'vpc', rights: ['VPC ReadOnlyAccess'], blocks: ['cph'], ask: (cloud) => listVpcs(cloud) },
  {
    key: 'addresses',
    service: 'eip',
    rights: ['VPC ReadOnlyAccess'],
    blocks: [],
    ask: (cloud) => listPublicIps(cloud, { status: 'DOWN' }),
  },
  {
    key: 'keypairs',
    service: 'kps',
    rights: ['ecs:serverKeypairs:list'],
    blocks: [],
    ask: (cloud) => listKeypairs(cloud),
  },
  {
    key: 'desktops',
    service: 'workspace',
    rights: ['Workspace ReadOnlyAccess'],
    blocks: ['workspace'],
    ask: (cloud) => listDesktops(cloud, { limit: 1 }),
  },
  {
    key: 'ecsServers',
    service: 'ecs',
    rights: ['ecs:cloudServers:list', 'ecs:cloudServers:get'],
    blocks: ['ecs'],
    ask: (cloud) => listEcsServers(cloud, { limit: 1 }),
  },
  {
    key: 'orders',
    service: 'bss',
    rights: ['bss:order:view'],
    blocks: everyService,
    ask: (cloud) => listOrders(cloud, { limit: 1 }),
  },
  { key: 'balance', service: 'bss', rights: ['bss:balance:view'], blocks: [], ask: (cloud) => balances(cloud) },
  {
    key: 'enterpriseProjects',
    service: 'eps',
    rights: ['EPS ReadOnlyAccess'],
    blocks: [],
    ask: (cloud) => listEnterpriseProjects(cloud),
  },
] as const satisfies readonly ReadRight[]

/** What of this the spending key is said to need too; with reads it can be told. */
export const spendReads: ReadonlySet<string> = new Set(['networks', 'keypairs', 'orders', 'balance'])

/** What the spending key needs for every order, and nothing but an order can tell. */
export const spendWrites = ['bss:order:pay', 'bss:order:update'] as const
