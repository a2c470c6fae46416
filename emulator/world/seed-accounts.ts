import { hexOf } from '../ids.ts'
import type { Account, Agency, Credential, Role, User } from './account.ts'
import { regions, type World } from './world.ts'

type Sketch = { kind: string; account: string; mayWrite: boolean; mayBill: boolean; isTemporary?: true }

/** Fixed and obviously fake. The first row of each account is its full key. */
const sketches: Sketch[] = [
  { kind: 'spend', account: 'demo', mayWrite: true, mayBill: true },
  { kind: 'read', account: 'demo', mayWrite: false, mayBill: true },
  { kind: 'no-billing', account: 'demo', mayWrite: true, mayBill: false },
  { kind: 'temporary', account: 'demo', mayWrite: true, mayBill: true, isTemporary: true },
  { kind: 'no-agency', account: 'no-agency', mayWrite: true, mayBill: true },
  { kind: 'no-quota', account: 'no-quota', mayWrite: true, mayBill: true },
  { kind: 'poor', account: 'poor', mayWrite: true, mayBill: true },
]

const accounts: Omit<Account, 'domainId'>[] = [
  { name: 'demo', kind: 'demo', balanceFen: 800_000_000, creditFen: 100_000_000, serverQuota: 500 },
  { name: 'no-agency', kind: 'no-agency', balanceFen: 50_000_000, creditFen: 0, serverQuota: 10 },
  { name: 'no-quota', kind: 'no-quota', balanceFen: 50_000_000, creditFen: 0, serverQuota: 0 },
  { name: 'poor', kind: 'poor', balanceFen: 12_345, creditFen: 0, serverQuota: 10 },
]

const domainIdOf = (account: string): string => hexOf('domain', account)
const projectIdOf = (account: string, region: string): string => hexOf('project', account, region)
export const userIdOf = (account: string, kind: string): string => hexOf('user', account, kind)

/** Accounts, people, keys, projects, agencies and enterprise projects, the same in every world. */
export function seedAccounts(world: World, at: number): void {
  for (const account of accounts) {
    const domainId = domainIdOf(account.name)
    world.accounts.push({ ...account, domainId })
    for (const region of regions) world.projects.push({ id: projectIdOf(account.name, region), name: region, domainId })
    if (account.kind !== 'no-agency') world.agencies.push(phoneHostAgency(domainId, at))
    seedEnterpriseProjects(world, account.name, domainId, at)
  }
  for (const sketch of sketches) {
    world.credentials.push(credentialOf(sketch))
    world.users.push(userOf(sketch))
  }
}

function credentialOf({ kind, account, mayWrite, mayBill, isTemporary }: Sketch): Credential {
  return {
    kind,
    accessKey: `EMULATOR${plain(kind).toUpperCase()}`.padEnd(20, '0'),
    secretKey: `EmulatorFakeSecretOf${plain(kind)}`.padEnd(40, '0'),
    ...(isTemporary && { securityToken: 'emulator-fake-security-token' }),
    userId: userIdOf(account, kind),
    userName: `${account}-${kind}`,
    domainId: domainIdOf(account),
    mayWrite,
    mayBill,
  }
}

const plain = (kind: string): string => kind.replaceAll('-', '')

const userOf = ({ kind, account, mayWrite, mayBill }: Sketch): User => ({
  id: userIdOf(account, kind),
  name: `${account}-${kind}`,
  password: `emulator-fake-password-${kind}`,
  domainId: domainIdOf(account),
  mayWrite,
  mayBill,
})

const vpcFullAccess: Role = { id: hexOf('role', 'vpc'), name: 'system_all_vpc', displayName: 'VPC FullAccess' }

const phoneHostAgency = (domainId: string, createdAt: number): Agency => ({
  id: hexOf('agency', domainId),
  name: 'cph_admin_trust',
  domainId,
  trustDomainName: 'op_svc_cph',
  description: 'Lets the phone service use the network of this account.',
  createdAt,
  roles: [vpcFullAccess],
})

function seedEnterpriseProjects(world: World, account: string, domainId: string, createdAt: number): void {
  const rows = [
    { id: '0', name: 'default', description: 'Default enterprise project', status: 1 as const },
    { id: '', name: 'live-commerce', description: 'Phones of the live shops', status: 1 as const },
    { id: '', name: 'retired', description: 'Closed last year', status: 2 as const },
  ]
  for (const row of rows)
    world.enterpriseProjects.push({
      ...row,
      id: row.id || enterpriseProjectIdOf(account, row.name),
      domainId,
      createdAt,
    })
}

const enterpriseProjectIdOf = (account: string, name: string): string => {
  const hex = hexOf('enterprise-project', account, name)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
