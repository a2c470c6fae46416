import { and, eq, exists, ilike, inArray, isNull, or, sql, type AnyColumn } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { containing } from '../db/keyset.ts'
import { desktop, ecsServer, phoneServer } from '../db/mirror-schema.ts'
import { membership, person, request } from '../db/schema.ts'
import { matchOf } from './match.ts'
import type { Hit } from './hit.ts'
import type { SearchResult } from './search-query.ts'

/** Servers and desktops by name, address or id where the index of trigrams cannot help. */
export async function findByName({ db }: Context, accounts: string[], text: string, most: number): Promise<Hit[]> {
  const has = containing(text.toLowerCase())
  const [phoneServers, desktops, servers, requests] = await Promise.all([
    db
      .select({ accountId: phoneServer.accountId, id: phoneServer.serverId })
      .from(phoneServer)
      .where(
        and(
          inArray(phoneServer.accountId, accounts),
          isNull(phoneServer.goneAt),
          sql`${phoneServer.search} like ${has}`,
        ),
      )
      .limit(most),
    db
      .select({ accountId: desktop.accountId, id: desktop.desktopId })
      .from(desktop)
      .where(and(inArray(desktop.accountId, accounts), isNull(desktop.goneAt), sql`${desktop.search} like ${has}`))
      .limit(most),
    db
      .select({ accountId: ecsServer.accountId, id: ecsServer.serverId })
      .from(ecsServer)
      .where(
        and(inArray(ecsServer.accountId, accounts), isNull(ecsServer.goneAt), sql`${ecsServer.search} like ${has}`),
      )
      .limit(most),
    db
      .select({ accountId: request.accountId, id: request.id })
      .from(request)
      .where(and(inArray(request.accountId, accounts), ilike(request.title, containing(text))))
      .limit(most),
  ])
  return [
    ...phoneServers.map((row) => ({ kind: 'phone_server' as const, ...row })),
    ...desktops.map((row) => ({ kind: 'desktop' as const, ...row })),
    ...servers.map((row) => ({ kind: 'server' as const, ...row })),
    ...requests.map((row) => ({ kind: 'request' as const, ...row })),
  ]
}

/** Servers and desktops whose name begins with the text: names are sorted. */
export async function findNamesBeginning(
  { db }: Context,
  accounts: string[],
  text: string,
  most: number,
): Promise<Hit[]> {
  const begins = containing(text.toLowerCase()).slice(1)
  const of = (kind: Hit['kind'], table: typeof phoneServer | typeof desktop | typeof ecsServer, id: AnyColumn) =>
    sql`(select ${kind}::text as kind, ${table.accountId} as account_id, ${id} as id from ${table}
      where ${inArray(table.accountId, accounts)} and ${table.goneAt} is null and ${table.sortName} like ${begins} limit ${most})`
  const { rows } = await db.execute<{ kind: Hit['kind']; account_id: string; id: string }>(sql`
    ${of('phone_server', phoneServer, phoneServer.serverId)} union all ${of('desktop', desktop, desktop.desktopId)}
    union all ${of('server', ecsServer, ecsServer.serverId)}`)
  return rows.map(({ kind, account_id, id }) => ({ kind, accountId: account_id, id }))
}

/** Requests by their number, or by their id and its beginning. */
export async function findRequests({ db }: Context, accounts: string[], text: string, most: number): Promise<Hit[]> {
  const number = /^\d{1,12}$/.test(text) ? eq(request.number, Number(text)) : undefined
  const range = uuidRange(text)
  if (!number && !range) return []
  const found = await db
    .select({ accountId: request.accountId, id: request.id })
    .from(request)
    .where(
      and(
        inArray(request.accountId, accounts),
        or(number, range && sql`${request.id} between ${range.from}::uuid and ${range.to}::uuid`),
      ),
    )
    .limit(most)
  return found.map((row) => ({ kind: 'request', ...row }))
}

/** The ids that begin with the text, where it is the beginning of one. */
function uuidRange(text: string): { from: string; to: string } | undefined {
  const digits = text.toLowerCase().replaceAll('-', '')
  if (!/^[\da-f]{3,32}$/.test(digits)) return undefined
  return { from: digits.padEnd(32, '0'), to: digits.padEnd(32, 'f') }
}

/** People with a role on an account that the person may see. */
export async function findPeople(
  { db }: Context,
  accounts: string[],
  text: string,
  most: number,
): Promise<SearchResult[]> {
  const shared = db
    .select({ one: sql`1` })
    .from(membership)
    .where(and(eq(membership.personId, person.id), inArray(membership.accountId, accounts)))
  const found = await db
    .select({ id: person.id, name: person.name, email: person.email })
    .from(person)
    .where(and(or(ilike(person.name, containing(text)), ilike(person.email, containing(text))), exists(shared)))
    .orderBy(person.name)
    .limit(most)
  return found.map(({ id, name, email }) => ({
    kind: 'person',
    id,
    title: name,
    detail: email,
    state: null,
    href: `/orders?person=${id}`,
    match: matchOf(text, [name, email]),
  }))
}
