import { type SQL, sql } from 'drizzle-orm'
import type { Cloud } from '../cloud/cloud.ts'
import { clientError, CloudError } from '../cloud/errors.ts'
import { allServers } from '../cloud/services/cph-servers.ts'
import { listEcsServers } from '../cloud/services/ecs-servers.ts'
import { listDesktops } from '../cloud/services/workspace-desktops.ts'
import { allHosts, type DesktopHost } from '../cloud/services/workspace-hosts.ts'
import { notEnabled } from '../inventory/freshness.ts'
import type { WorkerDeps } from './deps.ts'
import { markGoneDesktops, mirrorDesktops } from './mirror-desktops.ts'
import { markGoneEcsServers, mirrorEcsServers } from './mirror-ecs-servers.ts'
import { markGone, mirrorServers } from './mirror.ts'
import type { Look } from './sync-look.ts'

/** Phone servers with their phones. Status 0, 1, 3 and 4: it is made, 11 and 13: it stops or starts (cph.md §6.3). */
export const phoneServersLook = inventory(syncServers, (deps, accountId) =>
  isAny(
    deps,
    accountId,
    'cph',
    sql`select from phone_server where account_id = ${accountId} and gone_at is null and status in (0, 1, 3, 4, 11, 13)`,
  ),
)

/** Desktops: apart from all else, since they may be many thousands. */
export const desktopsLook = inventory(syncDesktops, (deps, accountId) =>
  isAny(
    deps,
    accountId,
    'workspace',
    sql`select from desktop where account_id = ${accountId} and gone_at is null and task <> ''`,
  ),
)

/** ECS servers: what they are at also tells which of their jobs to ask for. */
export const ecsServersLook = inventory(syncEcsServers, (deps, accountId) =>
  isAny(
    deps,
    accountId,
    'ecs',
    sql`select from ecs_server where account_id = ${accountId} and gone_at is null and task <> ''`,
  ),
)

function inventory(
  sync: (deps: WorkerDeps, accountId: string) => Promise<typeof notEnabled | undefined>,
  moves: NonNullable<Look['moves']>,
): Look {
  return {
    async look(deps, { accountId }) {
      const remark = await sync(deps, accountId)
      const pace = (await moves(deps, accountId)) ? 'soon' : 'rest'
      return { pace, ...(remark !== undefined && { remark }) }
    },
    moves,
  }
}

/** Whether there is a row of `moving`, or a job of the service that runs: it changes something. */
async function isAny({ db }: WorkerDeps, accountId: string, service: string, moving: SQL): Promise<boolean> {
  const { rows } = await db.execute(sql`
    select exists (${moving}) or exists (select from cloud_job where account_id = ${accountId} and service = ${service}
      and state = 'running' and started_at > clock_timestamp() - interval '2 days') as moves`)
  return rows[0]?.moves === true
}

/** Rows of a page: fewer than the 500 that Workspace allows, since an answer of more than a mebibyte is not read. */
const rowsMax = 200
/** A list that does not end is no list. */
const pagesMax = 1_000

async function syncServers(deps: WorkerDeps, accountId: string): Promise<undefined> {
  const servers = await allServers(await deps.reads(accountId))
  const present = servers.filter((server) => server.status !== 6)
  await mirrorServers(deps, accountId, present)
  await markGone(
    deps.db,
    accountId,
    present.map((server) => server.id),
  )
}

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
