import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { accountsWith, type Permission } from '../auth/permissions.ts'
import type { Context } from '../context.ts'
import { containing } from '../db/keyset.ts'
import { SearchText } from '../page-window.ts'
import { type Hit, readHits } from './read-hits.ts'
import { findByName, findPeople, findRequests } from './small-sources.ts'
import { type SearchAnswer, searchLengthMin, type SearchResult } from './search-query.ts'

export const SearchInput = z.object({ q: SearchText })

/** Results of one kind at most. */
const perKind = 8
const longText = 8

/** Candidates of a kind, from which the best are shown. */
const candidates = 40

const needs: Record<string, Permission> = {
  order: 'order:read',
  resource: 'order:read',
  job: 'job:read',
  request: 'request:read',
}

/**
 * Whatever the person may see that has the text in an id or a name: orders, jobs, requests, servers, desktops, phones,
 * addresses and people. Best matches first: the whole of it, its beginning, within it.
 */
export async function search(ctx: Context, { q }: z.output<typeof SearchInput>): Promise<SearchAnswer> {
  const from = performance.now()
  const text = q.replace(/^#(?=\d+$)/, '')
  const results = text.length < searchLengthMin ? [] : await find(ctx, text)
  return { results, took: Math.round(performance.now() - from) }
}

async function find(ctx: Context, text: string): Promise<SearchResult[]> {
  const accounts = accountsWith(ctx.actor, 'account:read')
  if (accounts.length === 0) return []
  const begun = await beginningOrders(ctx, accounts, text)
  // An order's whole id is nothing else.
  if (text.length >= longText && begun.some(({ id }) => id === text.toUpperCase()))
    return best(await readHits(ctx, mayRead(ctx, begun), text))
  const [within, named, people] = await Promise.all([
    hasTrigram(text) ? indexed(ctx, accounts, text) : findByName(ctx, accounts, text, candidates),
    findRequests(ctx, accounts, text, perKind),
    findPeople(ctx, accounts, text, perKind),
  ])
  const orders = begun.length < perKind && hasTrigram(text) ? await innerOrders(ctx, accounts, text) : []
  const results = await readHits(ctx, mayRead(ctx, [...begun, ...orders, ...within, ...named]), text)
  return best([...results, ...people])
}

/** The index of trigrams finds nothing shorter, and no Chinese: both are looked for in names alone. */
const hasTrigram = (text: string): boolean => /[a-z\d]{3}/i.test(text)

const mayRead = ({ actor }: Context, hits: Hit[]): Hit[] => {
  const readable = new Map<string, string[]>()
  return hits.filter(({ kind, accountId }) => {
    const permission = needs[kind] ?? 'server:read'
    const accounts = readable.get(permission) ?? accountsWith(actor, permission)
    readable.set(permission, accounts)
    return accounts.includes(accountId)
  })
}

type Found = { kind: Hit['kind']; account_id: string; id: string }
const toHits = ({ rows }: { rows: Found[] }): Hit[] =>
  rows.map(({ kind, account_id, id }) => ({ kind, accountId: account_id, id }))

/** The newest orders whose id begins with the text. */
const beginningOrders = async ({ db }: Context, accounts: string[], text: string): Promise<Hit[]> =>
  toHits(
    await db.execute<Found>(sql`
      select 'order' as kind, account_id, order_id as id from unnest(${sql.param(accounts)}::uuid[]) as mine (id) cross join lateral (
        select account_id, order_id from cloud_order
        where account_id = mine.id and order_id like ${beginning(text.toUpperCase())}
        order by order_id using ~>~ limit ${perKind}
      ) as orders order by order_id desc limit ${perKind}`),
  )

async function indexed({ db }: Context, accounts: string[], text: string): Promise<Hit[]> {
  const all = sql.param(accounts)
  // Of a longer text all that has it is among the candidates, so what begins with it need not be asked for by itself.
  const patterns = text.length < longText ? [beginning(text), containing(text)] : [containing(text)]
  const found = await Promise.all(
    patterns.map(
      async (pattern) =>
        await db.execute<Found>(sql`select * from search_index(${pattern}, ${all}::uuid[], ${candidates})`),
    ),
  )
  return found.flatMap(toHits)
}

const innerOrders = async ({ db }: Context, accounts: string[], text: string): Promise<Hit[]> =>
  toHits(
    await db.execute<Found>(
      sql`select * from search_orders(${containing(text)}, ${sql.param(accounts)}::uuid[], ${candidates})`,
    ),
  )

const beginning = (text: string): string => containing(text).slice(1)

const ranks = { exact: 0, prefix: 1, inner: 2 } as const

function best(results: SearchResult[]): SearchResult[] {
  const ranked = results.toSorted((a, b) => ranks[a.match] - ranks[b.match])
  return [...Map.groupBy(ranked, ({ kind }) => kind).values()]
    .flatMap((ofKind) => ofKind.slice(0, perKind))
    .toSorted((a, b) => ranks[a.match] - ranks[b.match])
}
