import { and, eq, inArray, isNull, or, sql, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import { accountsWith } from '../auth/permissions.ts'
import { type Context, requireAnywhere } from '../context.ts'
import { countRows, cutPage, keyset } from '../db/keyset.ts'
import { auditCheck } from '../db/audit-schema.ts'
import { audit, request } from '../db/schema.ts'
import { timesWithin } from '../db/time-range.ts'
import { AppError } from '../errors.ts'
import { readTimes, tokensOf } from '../filter-tokens.ts'
import { countMax, type SizedWindow } from '../page.ts'
import type { AuditFilter } from './filter.ts'
import type { AuditChoices, AuditEntry, AuditPage, ChainState } from './queries.ts'
import { auditOrders, selectRows, toRow, visibleTo } from './read.ts'

/**
 * What happened on the accounts whose audit the person may read, newest first unless sorted otherwise, and how far the
 * chain has been looked through. Throws `forbidden` for who may read none.
 */
export async function listAudit(ctx: Context, filter: AuditFilter & SizedWindow): Promise<AuditPage> {
  requireAnywhere(ctx, 'audit:read')
  const order = auditOrders[filter.sort]
  const part = keyset(order, filter)
  const wanted = and(visibleTo(ctx), narrowed(filter), await named(ctx, filter.q))
  const [found, total, chain] = await Promise.all([
    selectRows(ctx, and(wanted, part.where), order)
      .orderBy(...part.orderBy)
      .limit(part.limit),
    filter.counted ?? countRows(ctx.db, sql`select from ${audit} where ${wanted} limit ${countMax + 1}`),
    readChainState(ctx),
  ])
  const asOf = { at: ctx.clock.now().toISOString(), failedAt: null, failure: null }
  return { ...cutPage(found.map(toRow), filter), total, asOf, chain }
}

function narrowed({ account, at, person, action, object }: AuditFilter): SQL | undefined {
  const [accounts, who, events, objects] = [account, person, action, object].map(tokensOf)
  return and(
    accounts?.length ? about(accounts) : undefined,
    ...timesWithin(audit.at, readTimes(at)).map(({ by, from, until }) => sql`${by} >= ${from} and ${by} < ${until}`),
    who?.length ? or(inArray(audit.actorId, who), inArray(sql`${audit.actorKind}::text`, programsIn(who))) : undefined,
    events?.length ? inArray(audit.event, events) : undefined,
    objects?.length ? inArray(sql`split_part(${audit.event}, '.', 1)`, objects) : undefined,
  )
}

const about = (accounts: string[]): SQL | undefined =>
  or(
    accounts.includes('none') ? isNull(audit.accountId) : undefined,
    sql`${audit.accountId} = any(${sql.param(accounts.filter((each) => each !== 'none'))}::uuid[])`,
  )

/** The workers have an id each, and are looked for together. */
const programsIn = (who: string[]): string[] => ['', ...who.filter((each) => each === 'worker' || each === 'system')]

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/

/** Whole ids only: the audit is a place to look things up, not to browse words. */
async function named({ db }: Context, text: string): Promise<SQL | undefined> {
  if (text === '') return undefined
  if (uuid.test(text)) return or(eq(audit.requestId, text), eq(audit.actorId, text))
  const ofOrder = sql`(${audit.detail} ? 'orderId' and ${audit.detail} ->> 'orderId' = ${text})`
  const others = or(ofOrder, eq(audit.actorId, text), eq(audit.event, text))
  const number = /^#?(\d{1,9})$/.exec(text)?.[1]
  if (number === undefined) return others
  // Asked for first: in one query Postgres would compare every row of the audit with it.
  const [found] = await db
    .select({ id: request.id })
    .from(request)
    .where(eq(request.number, Number(number)))
  return found ? or(eq(audit.requestId, found.id), others) : others
}

async function readChainState({ db }: Context): Promise<ChainState> {
  const [check] = await db
    .select({
      row: auditCheck,
      place: sql<string>`(select coalesce(max(place), 0) from audit_link)`,
    })
    .from(auditCheck)
  if (!check) throw new Error('The row of the audit check is gone')
  const { row } = check
  const place = Number(check.place)
  const isShortened = row.fault === null && place < row.place
  return {
    place,
    checkedAt: row.endedAt?.toISOString() ?? null,
    checkedPlace: row.place,
    fault: isShortened ? 'shortened' : row.fault,
    faultPlace: isShortened ? place + 1 : row.faultPlace,
  }
}

export const AuditSeq = z.object({ seq: z.string().regex(/^\d{1,18}$/) })

/** One row with the hash before its own. Throws `not_found` where there is none that the person may see. */
export async function showAudit(ctx: Context, { seq }: z.output<typeof AuditSeq>): Promise<AuditEntry> {
  requireAnywhere(ctx, 'audit:read')
  const [found] = await selectRows(ctx, and(visibleTo(ctx), eq(audit.seq, Number(seq))))
  if (!found) throw new AppError('not_found', 'errors.auditRowNotFound')
  const row = toRow(found)
  const { rows } = await ctx.db.execute<{ hash: string }>(
    sql`select hash from audit_link where place = ${(row.place ?? 0) - 1}`,
  )
  return { ...row, previousHash: rows[0]?.hash ?? null }
}

/** The accounts whose audit the person may read, and the people with a role there. */
export async function listAuditChoices(ctx: Context): Promise<AuditChoices> {
  requireAnywhere(ctx, 'audit:read')
  const accounts = sql`${sql.param(accountsWith(ctx.actor, 'audit:read'))}::uuid[]`
  const read = async (query: SQL) => Choices.parse((await ctx.db.execute(query)).rows)
  const [account, person] = await Promise.all([
    read(
      sql`select id as value, name as label, region as detail from cloud_account where id = any(${accounts}) order by name, region`,
    ),
    read(sql`select distinct p.id as value, p.name as label, p.email as detail from person p
      join membership m on m.person_id = p.id where m.account_id = any(${accounts}) order by p.name, p.email limit 500`),
  ])
  return { account, person }
}

const Choices = z.array(z.object({ value: z.string(), label: z.string(), detail: z.string() }))
