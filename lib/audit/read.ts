import { and, eq, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import { accountsWith } from '../auth/permissions.ts'
import type { Context } from '../context.ts'
import { keyOf, type Order } from '../db/keyset.ts'
import { auditLink } from '../db/audit-schema.ts'
import { personGroup } from '../db/people-schema.ts'
import { audit, cloudAccount, person, request } from '../db/schema.ts'
import type { auditSorts } from './filter.ts'
import type { AuditRow } from './queries.ts'

export const auditOrders = {
  '-at': { by: audit.at, id: audit.seq, holds: 'moment', unknown: 'infinity', descends: true },
  at: { by: audit.at, id: audit.seq, holds: 'moment', unknown: 'infinity', descends: false },
} as const satisfies Record<(typeof auditSorts)[number], Order>

/**
 * The rows that the person may see: those about the accounts whose audit they may read, and of those about no account what
 * the console did by itself and what people did who have a role on one of these accounts, or on none any more.
 */
export function visibleTo({ actor }: Context): SQL {
  const accounts = sql`${sql.param(accountsWith(actor, 'audit:read'))}::uuid[]`
  return sql`(${audit.accountId} = any(${accounts}) or (${audit.accountId} is null and (
    ${audit.actorKind} <> 'person'
    or ${audit.actorId} in (select person_id::text from membership where account_id = any(${accounts}))
    or ${audit.actorId} not in (select person_id::text from membership)
  )))`
}

const subject = alias(person, 'subject')

/** Rows as the list shows them; the caller narrows. */
export const selectRows = ({ db }: Pick<Context, 'db'>, where: SQL | undefined, order: Order = auditOrders['-at']) =>
  db
    .select({
      key: keyOf(order),
      row: audit,
      link: auditLink,
      request: { id: request.id, number: request.number },
      account: { id: cloudAccount.id, name: cloudAccount.name, region: cloudAccount.region },
      name: person.name,
      about: { name: subject.name, email: subject.email },
      group: personGroup.name,
    })
    .from(audit)
    .leftJoin(auditLink, eq(auditLink.seq, audit.seq))
    .leftJoin(request, eq(request.id, audit.requestId))
    .leftJoin(cloudAccount, eq(cloudAccount.id, audit.accountId))
    .leftJoin(person, and(eq(audit.actorKind, 'person'), eq(sql`${person.id}::text`, audit.actorId)))
    .leftJoin(subject, eq(sql`${subject.id}::text`, sql`${audit.detail} ->> 'personId'`))
    .leftJoin(personGroup, eq(sql`${personGroup.id}::text`, sql`${audit.detail} ->> 'groupId'`))
    .where(where)
    .$dynamic()

const Detail = z.record(z.string(), z.json()).catch({})
const OrderId = z.string().nullable().catch(null)
/** A group that has ended is known by what was recorded of it. */
const GroupName = z.string().nullable().catch(null)

type Found = Awaited<ReturnType<typeof selectRows>>[number]

export function toRow({ key, row, link, request: asked, account, name, about, group }: Found): AuditRow {
  const detail = Detail.parse(row.detail)
  return {
    key,
    seq: row.seq,
    at: row.at.toISOString(),
    who: { kind: row.actorKind, id: row.actorId, name },
    event: row.event,
    request: asked,
    orderId: OrderId.parse(detail['orderId'] ?? null),
    person: about,
    group: group ?? (row.event.startsWith('group.') ? GroupName.parse(detail['name'] ?? null) : null),
    account,
    was: row.was,
    became: row.became,
    detail,
    place: link?.place ?? null,
    hash: link?.hash ?? null,
  }
}
