import { and, asc, count, desc, inArray, isNull, max, sql, type SQL } from 'drizzle-orm'
import { accountsWith, denial } from '../auth/permissions.ts'
import type { Context } from '../context.ts'
import type { Queryable } from '../db/client.ts'
import { phoneServer } from '../db/mirror-schema.ts'
import { cloudAccount, request, workerHeartbeat } from '../db/schema.ts'
import { countOrders } from '../insights/count-orders.ts'
import { budgetsByCurrency, readBudgets } from '../insights/budgets.ts'
import { spentThisMonth } from '../insights/month.ts'
import { billingDay } from '../insights/periods.ts'
import { freshnessOf, type MirrorKind, unreadOf } from '../inventory/freshness.ts'
import { abnormalStatuses } from '../inventory/queries.ts'
import { countRunningJobs } from '../jobs/board.ts'
import { expiringSoon } from '../orders/expiring.ts'
import { orderGroups } from '../orders/status.ts'
import { countRequests, requestsWhere, selectRequests, toRow } from './list.ts'
import type { AccountTrouble, Overview } from './overview-query.ts'
import { RequestFilter } from './filter.ts'
import type { OverviewFilter } from './overview-filter.ts'
import type { RequestRow } from './queries.ts'

const rowsMax = 5

/** What of the mirror the overview shows. */
const shownKinds: readonly MirrorKind[] = ['orders', 'jobs', 'phone_servers']

/** A worker that has not been seen for this long is taken for dead. */
const workerSilentAfterMs = 60_000

/** What needs the person, what runs, and what was spent, over one account or all that they may read. */
export async function readOverview(ctx: Context, { account }: OverviewFilter): Promise<Overview> {
  const narrow = (rest: Partial<RequestFilter>) => RequestFilter.parse({ account, ...rest })
  const readable = accountsWith(ctx.actor, 'order:read')
  const accounts = account === undefined ? readable : readable.filter((id) => id === account)
  const decides = accountsWith(ctx.actor, 'request:approve').some((id) => accounts.includes(id))
  const [ever, waitingForMe, waiting, attention, attentionRows, running, rest] = await Promise.all([
    countRequests(ctx, narrow({})),
    decides ? totalAndRows(ctx, narrow({ whose: 'for_me' }), asc(request.createdAt)) : null,
    countRequests(ctx, narrow({ group: 'waiting' })),
    countAttention(ctx, narrow),
    readRows(ctx, attentionWhere(ctx, narrow), asc(request.changedAt)),
    totalAndRows(ctx, narrow({ group: 'running' }), desc(request.changedAt)),
    readMirrors(ctx, accounts),
  ])
  return {
    everAsked: ever.count > 0,
    waitingForMe,
    waiting,
    attention,
    attentionRows,
    running,
    ...rest,
    asOf: ctx.clock.now().toISOString(),
  }
}

type Narrow = (rest: Partial<RequestFilter>) => RequestFilter

async function countAttention(ctx: Context, narrow: Narrow): Promise<Overview['attention']> {
  const [unknown, person, stuck] = await Promise.all([
    countRequests(ctx, narrow({ group: 'unknown' })),
    countRequests(ctx, narrow({ group: 'person' })),
    countRequests(ctx, narrow({ group: 'stuck' })),
  ])
  return { unknown, person, stuck }
}

const attentionWhere = (ctx: Context, narrow: Narrow): SQL =>
  sql.join(
    (['unknown', 'person', 'stuck'] as const).map((group) => sql`(${requestsWhere(ctx, narrow({ group }))})`),
    sql` or `,
  )

async function totalAndRows(ctx: Context, filter: RequestFilter, order: SQL) {
  const [total, rows] = await Promise.all([
    countRequests(ctx, filter),
    readRows(ctx, requestsWhere(ctx, filter), order),
  ])
  return { total, rows }
}

async function readRows(ctx: Context, where: SQL | undefined, order: SQL): Promise<RequestRow[]> {
  const found = await selectRequests(ctx, where).orderBy(order, asc(request.id)).limit(rowsMax)
  return found.map(toRow)
}

async function readMirrors(ctx: Context, accounts: string[]) {
  const { db } = ctx
  const ofServers = accounts.length === 0 ? sql`false` : inArray(phoneServer.accountId, accounts)
  const today = billingDay(ctx.clock.now())
  const [unpaidOrders, spend, budgets, [servers], expiring, jobs, troubles, age] = await Promise.all([
    countOrders(db, accounts, orderGroups.unpaid),
    spentThisMonth(db, accounts, today),
    readBudgets(db, accounts, today),
    db
      .select({
        total: count(),
        abnormal: sql<number>`count(*) filter (where ${phoneServer.status} = any (${sql.param(abnormalStatuses)}::int[]))::int`,
        phones: sql<number>`coalesce(sum(jsonb_array_length(${phoneServer.phones})), 0)::int`,
      })
      .from(phoneServer)
      .where(and(ofServers, isNull(phoneServer.goneAt))),
    expiringSoon(db, accounts, rowsMax),
    countRunningJobs(ctx, accounts),
    readTroubles(ctx, accounts),
    readAge(db, accounts),
  ])
  return {
    unpaidOrders: { count: unpaidOrders, isExact: true },
    spend,
    budgets: budgetsByCurrency(budgets),
    servers: servers ?? { total: 0, abnormal: 0, phones: 0 },
    expiring,
    jobs,
    troubles,
    ...age,
  }
}

/** An account that was never read is told by itself, and does not make all others look as if they never were. */
async function readAge(db: Queryable, accounts: string[]): Promise<Pick<Overview, 'mirror' | 'unread' | 'isRead'>> {
  const unread = await unreadOf(db, shownKinds, accounts)
  const read = accounts.filter((id) => unread.every((each) => each.id !== id))
  return {
    unread,
    isRead: unread.length === 0 || read.length > 0,
    mirror: await freshnessOf(db, shownKinds, read),
  }
}

async function readTroubles({ db, clock, actor }: Context, accounts: string[]): Promise<Overview['troubles']> {
  const [broken, [worker]] = await Promise.all([
    accounts.length === 0
      ? []
      : db
          .select()
          .from(cloudAccount)
          .where(and(inArray(cloudAccount.id, accounts), inArray(cloudAccount.state, ['paused', 'refused'])))
          .orderBy(asc(cloudAccount.name)),
    db.select({ seenAt: max(workerHeartbeat.seenAt) }).from(workerHeartbeat),
  ])
  const seenAt = worker?.seenAt ?? null
  return {
    accounts: broken.flatMap((it): AccountTrouble[] =>
      it.state === 'active' || it.state === 'retired'
        ? []
        : [
            {
              account: { id: it.id, name: it.name, region: it.region },
              state: it.state,
              reason: it.stateReason,
              canResume: denial(actor, 'account:manage', { accountId: it.id }) === undefined,
            },
          ],
    ),
    workerSeenAt: seenAt?.toISOString() ?? null,
    isWorkerSilent: seenAt === null || clock.now().getTime() - seenAt.getTime() > workerSilentAfterMs,
  }
}
