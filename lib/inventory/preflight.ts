import { CloudError } from '../cloud/errors.ts'
import { balances } from '../cloud/services/bss-account.ts'
import { listServers } from '../cloud/services/cph-servers.ts'
import { listAgencies, listAgencyRoles } from '../cloud/services/iam.ts'
import { listKeypairs } from '../cloud/services/kps.ts'
import { listVpcs, networkQuotas } from '../cloud/services/vpc.ts'
import { withParams } from '../errors.ts'
import type { Preflight } from '../operations/lookups.ts'
import type { AccountReads } from './reads.ts'

type Line = Omit<Preflight, 'key'>

/**
 * What must be true of an account before phone servers can be bought (cph.md §2.1), each line green, red or not known
 * with what to do. The key is tried first and alone: five wrong signatures lock it (signing-and-auth.md §3.3).
 */
export async function preflight(reads: AccountReads): Promise<Preflight[]> {
  const servers = await line(reads, checkServers)
  if (servers.refusedKey) return [{ key: 'signature', ...withCode(red('signature'), servers.line.code) }]
  const [agency, vpc, keypair, quota, balance] = await Promise.all([
    line(reads, checkAgency),
    line(reads, checkVpcs),
    line(reads, checkKeypairs),
    line(reads, checkAddressQuota),
    line(reads, checkBalance),
  ])
  return [
    { key: 'signature', ...(servers.answered ? green('signature') : notKnown('signature')) },
    { key: 'agency', ...agency.line },
    { key: 'vpc', ...vpc.line },
    { key: 'keypair', ...keypair.line },
    { key: 'quota', ...quota.line },
    { key: 'servers', ...servers.line },
    { key: 'balance', ...balance.line },
  ]
}

const words = (state: string, name: string, params?: Record<string, string | number>) =>
  params ? withParams(`preflight.${state}.${name}`, params) : `preflight.${state}.${name}`

const green = (name: string, params?: Record<string, string | number>): Line => ({
  state: 'ok',
  words: words('ok', name, params),
})
const red = (name: string): Line => ({ state: 'failed', words: words('failed', name), fix: `preflight.fix.${name}` })
const amber = (name: string): Line => ({ state: 'warning', words: words('failed', name), fix: `preflight.fix.${name}` })
const notKnown = (name: string): Line => ({ state: 'unknown', words: `preflight.unknown.${name}` })

const withCode = (said: Line, code: string | undefined): Line => (code === undefined ? said : { ...said, code })

type Checked = { line: Line; answered: boolean; refusedKey: boolean }

/** Runs one check; a cloud that refuses or does not answer makes it "not known", or what the check says of a refusal. */
async function line(reads: AccountReads, check: Check): Promise<Checked> {
  try {
    return { line: await check.ask(reads), answered: true, refusedKey: false }
  } catch (error) {
    if (!(error instanceof CloudError)) throw error
    const isForbidden = error.httpStatus === 403
    return {
      line: withCode((isForbidden && check.forbidden) || notKnown(check.name), error.code),
      // A refusal for lack of rights proves that the signature was right.
      answered: isForbidden,
      refusedKey: error.isCredentialRefusal,
    }
  }
}

type Check = { name: string; ask(reads: AccountReads): Promise<Line>; forbidden?: Line }

const checkServers: Check = {
  name: 'servers',
  ask: async (reads) => {
    const { total, servers } = await listServers(reads, { limit: 1 })
    return green('servers', { count: total ?? servers.length })
  },
  forbidden: red('servers'),
}

const agencyName = 'cph_admin_trust'
const agencyRight = 'VPC FullAccess'

const checkAgency: Check = {
  name: 'agency',
  ask: async (reads) => {
    if (reads.domainId === undefined) return notKnown('agency')
    const [agency] = await listAgencies(reads, { domainId: reads.domainId, name: agencyName })
    if (!agency) return red('agency')
    const rights = await Promise.all([
      listAgencyRoles(reads, agency.id, { projectId: reads.projectId }),
      listAgencyRoles(reads, agency.id, { domainId: reads.domainId }),
    ])
    return rights.flat().some((role) => role.displayName === agencyRight) ? green('agency') : red('agencyRight')
  },
}

const checkVpcs: Check = {
  name: 'vpc',
  ask: async (reads) => {
    const vpcs = await listVpcs(reads)
    return vpcs.length > 0 ? green('vpc', { count: vpcs.length }) : red('vpc')
  },
  forbidden: red('vpcRight'),
}

const checkKeypairs: Check = {
  name: 'keypair',
  ask: async (reads) => {
    const usable = (await listKeypairs(reads)).filter((pair) => pair.scope !== 'user' && !pair.isFrozen)
    return usable.length > 0 ? green('keypair', { count: usable.length }) : amber('keypair')
  },
  forbidden: red('keypairRight'),
}

const checkAddressQuota: Check = {
  name: 'quota',
  ask: async (reads) => {
    const row = (await networkQuotas(reads, { kind: 'publicIp' })).find(({ kind }) => kind === 'publicIp')
    if (row?.quota === undefined) return row ? green('quotaUnlimited') : notKnown('quota')
    const left = Math.max(0, row.quota - row.used)
    return left > 0 ? green('quota', { left, quota: row.quota }) : amber('quota')
  },
}

const checkBalance: Check = {
  name: 'balance',
  ask: async (reads) => {
    const { availableMinor, debtMinor, currency } = await balances(reads)
    if ((debtMinor ?? 0) > 0) return { ...amber('debt'), money: { amountMinor: debtMinor ?? 0, currency } }
    if (availableMinor <= 0) return { ...amber('balance'), money: { amountMinor: availableMinor, currency } }
    return { ...green('balance'), money: { amountMinor: availableMinor, currency } }
  },
}
