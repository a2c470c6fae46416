import { eq, sql } from 'drizzle-orm'
import type { Cloud } from '../cloud/cloud.ts'
import { clientError, CloudError } from '../cloud/errors.ts'
import { listEcsServers } from '../cloud/services/ecs-servers.ts'
import { listDesktops } from '../cloud/services/workspace-desktops.ts'
import { allHosts, type DesktopHost } from '../cloud/services/workspace-hosts.ts'
import { cloudAccount } from '../db/schema.ts'
import { type MirrorKind, notEnabled } from '../inventory/freshness.ts'
import type { WorkerDeps } from './deps.ts'
import { markGoneDesktops, mirrorDesktops } from './mirror-desktops.ts'
import { markGoneEcsServers, mirrorEcsServers } from './mirror-ecs-servers.ts'
import { isFresh, noted } from './sync.ts'

const kinds = {
  desktops: syncDesktops,
  ecs_servers: syncEcsServers,
} as const satisfies Partial<Record<MirrorKind, unknown>>

/** Mirrors desktops and ECS servers of every active account, as `syncAccounts` does: apart from orders, since they may be many thousands. */
export async function syncInventories(deps: WorkerDeps, everyMs = 0): Promise<void> {
  const accounts = await deps.db
    .select({ id: cloudAccount.id })
    .from(cloudAccount)
    .where(eq(cloudAccount.state, 'active'))
  for (const account of accounts) await syncInventory(deps, account.id, everyMs)
}

/** Mirrors one account's desktops and ECS servers. One worker at a time does an account: the others skip it. */
export async function syncInventory(deps: WorkerDeps, accountId: string, everyMs = 0): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const { rows } = await tx.execute(sql`select pg_try_advisory_xact_lock(4013, hashtext(${accountId})) as free`)
    if (rows[0]?.free !== true || (await isFresh(tx, accountId, Object.keys(kinds), everyMs))) return
    for (const [kind, sync] of Object.entries(kinds)) await noted(deps, accountId, kind, () => sync(deps, accountId))
  })
}

/** Rows of a page: fewer than the 500 that Workspace allows, since an answer of more than a mebibyte is not read. */
const rowsMax = 200
/** A list that does not end is no list. */
const pagesMax = 1_000

async function syncDesktops(deps: WorkerDeps, accountId: string): Promise<typeof notEnabled | undefined> {
  const reads = await deps.reads(accountId)
  try {
    const hosts = await hostsIfOffered(reads)
    const present = await writePages('workspace', async (page) => {
      // Oldest first, so that a new desktop does not move those before it.
      const sort = { by: 'created', isDescending: false } as const
      const { desktops, total } = await listDesktops(reads, { offset: (page - 1) * rowsMax, limit: rowsMax, sort })
      await mirrorDesktops(deps.db, accountId, desktops, hosts)
      return { ids: desktops.map(({ id }) => id), total }
    })
    if (present) await markGoneDesktops(deps.db, accountId, present)
    return undefined
  } catch (thrown) {
    if (!(thrown instanceof CloudError && thrown.code === 'WKS.00010099')) throw thrown
    await markGoneDesktops(deps.db, accountId, [])
    return notEnabled
  }
}

/** None where the key may not see hosts, or the region has none: then what is known stays as it is. */
async function hostsIfOffered(reads: Cloud): Promise<DesktopHost[] | undefined> {
  try {
    return await allHosts(reads)
  } catch (thrown) {
    const isNotOffered = thrown instanceof CloudError && [403, 404].includes(thrown.httpStatus ?? 0)
    if (isNotOffered && thrown.code !== 'WKS.00010099') return undefined
    throw thrown
  }
}

async function syncEcsServers(deps: WorkerDeps, accountId: string): Promise<undefined> {
  const reads = await deps.reads(accountId)
  const present = await writePages('ecs', async (page) => {
    const { servers, total } = await listEcsServers(reads, { page, limit: rowsMax })
    await mirrorEcsServers(deps.db, accountId, servers)
    return { ids: servers.map(({ id }) => id), total }
  })
  if (present) await markGoneEcsServers(deps.db, accountId, present)
}

type WritePage = (page: number) => Promise<{ ids: string[]; total: number | undefined }>

/**
 * Writes page after page, each before the next is asked for. Returns all ids, or undefined when the list moved while it
 * was read and may have hidden a row: then nothing may be called gone, and the next look decides.
 */
async function writePages(service: 'workspace' | 'ecs', writePage: WritePage): Promise<Set<string> | undefined> {
  const present = new Set<string>()
  for (let page = 1; page <= pagesMax; page++) {
    const { ids, total } = await writePage(page)
    for (const id of ids) present.add(id)
    const isLast = total === undefined ? ids.length < rowsMax : page * rowsMax >= total
    if (isLast) return total === undefined || present.size === total ? present : undefined
  }
  throw clientError(service, 'client.unreadable', `The list has more than ${pagesMax} pages or does not end.`)
}
