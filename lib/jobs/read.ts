import { and, asc, eq, getTableColumns, sql, type AnyColumn, type SQL } from 'drizzle-orm'
import type { Context } from '../context.ts'
import type { Queryable } from '../db/client.ts'
import { keyOf, type Order } from '../db/keyset.ts'
import { cloudJob, cloudOrder, desktop, ecsServer, phoneServer } from '../db/mirror-schema.ts'
import { cloudAccount, orderLink, person, request } from '../db/schema.ts'
import { titleOf } from '../operations/capabilities.ts'
import { findOperation } from '../operations/registry.ts'
import type { JobSort } from './filter.ts'
import type { ShownJobState } from './job-state.ts'
import type { JobResource, JobRow } from './queries.ts'
import { storedParts } from './stored-parts.ts'
import { usualMinutes } from './usual-duration.ts'

const jobId = cloudJob.jobId

/** What runs comes first where jobs are sorted by duration: see the migration that makes the key. */
export const jobOrders = {
  '-started': { by: cloudJob.startedAt, id: jobId, holds: 'moment', unknown: 'infinity', descends: true },
  started: { by: cloudJob.startedAt, id: jobId, holds: 'moment', unknown: 'infinity', descends: false },
  '-duration': { by: cloudJob.durationKey, id: jobId, holds: 'number', descends: true },
} as const satisfies Record<JobSort, Order>

const cancelled = 4
const unpaid = 6

/** `what` of the order `o` that the job belongs to, null where it has none. */
export const ofOrder = (what: SQL): SQL =>
  // Values and not `exists`, for which Postgres would put all orders into a table of hashes; each job looks only where it may have one.
  sql`(case when ${cloudJob.orderId} is not null then (
      select ${what} from ${cloudOrder} o where o.order_id = ${cloudJob.orderId} and o.account_id = ${cloudJob.accountId})
    when ${cloudJob.requestId} is not null then (
      select ${what} from ${orderLink} l join ${cloudOrder} o on o.order_id = l.order_id
      where l.request_id = ${cloudJob.requestId} and o.account_id = ${cloudJob.accountId}) end)`

// The cloud's own words are most of a job, and only its own page shows them.
const shown = { ...getTableColumns(cloudJob), raw: sql<null>`null` }

/** Jobs as lists show them; the caller narrows. */
export const selectJobs = ({ db }: Pick<Context, 'db'>, where: SQL | undefined, order: Order = jobOrders['-started']) =>
  db
    .select({
      key: keyOf(order),
      job: shown,
      account: { id: cloudAccount.id, name: cloudAccount.name, region: cloudAccount.region },
      request: { id: request.id, number: request.number },
      askedBy: { id: person.id, name: person.name },
      orderId: sql<string | null>`coalesce(${cloudJob.orderId}, ${orderLink.orderId})`,
      order: { status: cloudOrder.status, paidAt: cloudOrder.paidAt },
    })
    .from(cloudJob)
    .innerJoin(cloudAccount, eq(cloudAccount.id, cloudJob.accountId))
    .leftJoin(request, eq(request.id, cloudJob.requestId))
    .leftJoin(person, eq(person.id, request.createdBy))
    .leftJoin(orderLink, eq(orderLink.requestId, cloudJob.requestId))
    .leftJoin(
      cloudOrder,
      and(
        sql`${cloudOrder.orderId} = coalesce(${cloudJob.orderId}, ${orderLink.orderId})`,
        eq(cloudOrder.accountId, cloudJob.accountId),
      ),
    )
    .where(where)
    .$dynamic()

type Found = Awaited<ReturnType<typeof selectJobs>>[number]

/** The jobs of a request that the person may see, in the order in which they began. */
export async function jobsOfRequest({ db }: Pick<Context, 'db'>, requestId: string): Promise<JobRow[]> {
  const found = await selectJobs({ db }, eq(cloudJob.requestId, requestId)).orderBy(
    asc(cloudJob.startedAt),
    asc(cloudJob.jobId),
  )
  return await readJobs({ db }, found)
}

/** The rows with the names of what they are about. */
export async function readJobs({ db }: Pick<Context, 'db'>, found: Found[]): Promise<JobRow[]> {
  const read = found.map((row) => ({ row, parts: storedParts(row.job.children) }))
  const ids = read.flatMap(({ row, parts }) => [row.job.resourceId, ...parts.map(({ resourceId }) => resourceId ?? '')])
  const names = await namesOf(
    db,
    [...new Set(found.map(({ account }) => account.id))],
    ids.filter((id) => id !== ''),
  )
  const resourceIn = (account: string, id: string | null): JobResource | null =>
    id === null || id === '' ? null : { id, name: names.get(nameKey(account, id)) ?? null }
  return read.map(({ row: { key, job: it, account, request: linked, askedBy, orderId, order }, parts }) => ({
    key,
    jobId: it.jobId,
    account,
    service: it.service,
    kind: it.kind,
    title: titleOfKind(it.kind),
    cloudKind: it.cloudKind,
    resource: resourceIn(account.id, it.resourceId),
    state: shownState(it.state, order?.status),
    progress: it.progress,
    errorCode: it.errorCode || null,
    errorMessage: it.errorMessage || null,
    startedAt: it.startedAt.toISOString(),
    runsSince: new Date(Math.max(it.startedAt.getTime(), order?.paidAt?.getTime() ?? 0)).toISOString(),
    endedAt: it.endedAt?.toISOString() ?? null,
    usualMinutes: usualMinutes(it.service, it.kind, it.cloudKind),
    parts: parts.map(({ kind, resourceId, startedAt: _, endedAt: __, ...part }) => ({
      ...part,
      cloudKind: kind,
      resource: resourceIn(account.id, resourceId),
    })),
    request: linked,
    askedBy,
    orderId,
  }))
}

/** The message key of the operation that began a job, or the cloud's word for what was begun elsewhere. */
export const titleOfKind = (kind: string): string => (findOperation(kind) ? titleOf(kind) : kind)

/** The mirror hears of a job when it is followed, which is after its order was paid; until then the order tells. */
export function shownState(state: Found['job']['state'], orderStatus: number | null | undefined): ShownJobState {
  const isOpen = state === 'running' || state === 'waiting_payment'
  if (isOpen && orderStatus === cancelled) return 'cancelled'
  return state === 'running' && orderStatus === unpaid ? 'waiting_payment' : state
}

/** Names of phone servers, desktops and ECS servers alike, each by its account: of those of another nobody is told. */
async function namesOf(db: Queryable, accounts: string[], ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const those = (of: typeof phoneServer | typeof desktop | typeof ecsServer, id: AnyColumn) => sql`
    select ${of.accountId} as account, ${id} as id, ${of.name} as name from ${of}
    where ${of.accountId} = any (${sql.param(accounts)}::uuid[]) and ${id} = any (${sql.param(ids)}::text[])`
  const { rows } = await db.execute<{ account: string; id: string; name: string }>(sql`
    ${those(phoneServer, phoneServer.serverId)} union all ${those(desktop, desktop.desktopId)}
    union all ${those(ecsServer, ecsServer.serverId)}`)
  return new Map(rows.map(({ account, id, name }) => [nameKey(account, id), name]))
}

const nameKey = (account: string, id: string): string => `${account} ${id}`
