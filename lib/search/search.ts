import { sql, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import { accountsWith, type Permission } from '../auth/permissions.ts'
import type { Context } from '../context.ts'
import { containing } from '../db/keyset.ts'
import { SearchText } from '../page-window.ts'
import { matchOf } from './match.ts'
import type { Hit } from './hit.ts'
import { jobIdOf, readHits } from './read-hits.ts'
import { findByName, findNamesBeginning, findPeople, findRequests } from './small-sources.ts'
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
  const [orders, within, named, people] = await Promise.all([
    begun.length < perKind && hasTrigram(text) ? innerOrders(ctx, accounts, text) : [],
    hasTrigram(text) ? indexed(ctx, accounts, text) : findByName(ctx, accounts, text, candidates),
    findRequests(ctx, accounts, text, perKind),
    findPeople(ctx, accounts, text, perKind),
  ])
  const hits = mayRead(ctx, [...begun, ...orders, ...within, ...named])
  const results = await readHits(ctx, ofKinds(hits, text), text)
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

/** What orders and jobs are found by is their id, so the best of them are known before they are read. */
function ofKinds(hits: Hit[], text: string): Hit[] {
  const byId = (kind: 'order' | 'job') => {
    const ranked = hits
      .filter((hit) => hit.kind === kind)
      .map((hit) => ({ hit, rank: ranks[matchOf(text, [kind === 'job' ? jobIdOf(hit) : hit.id])] }))
    return ranked.toSorted((a, b) => a.rank - b.rank).map(({ hit }) => hit)
  }
  const distinct = (found: Hit[]) => [...new Map(found.map((hit) => [`${hit.accountId} ${hit.id}`, hit])).values()]
  return [
    ...distinct(byId('order')).slice(0, perKind),
    ...distinct(byId('job')).slice(0, perKind),
    ...hits.filter(({ kind }) => kind !== 'order' && kind !== 'job'),
  ]
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

async function indexed(ctx: Context, accounts: string[], text: string): Promise<Hit[]> {
  const all = sql.param(accounts)
  const rows = async (found: SQL) => toHits(await ctx.db.execute<Found>(found))
  const within = (most: number) => rows(sql`select * from search_index(${containing(text)}, ${all}::uuid[], ${most})`)
  // Of a longer text all that has it is among the candidates, so what begins with it need not be asked for by itself.
  if (text.length >= longText) return await within(candidates)
  const found = await Promise.all([
    rows(sql`select * from search_beginnings(${beginning(text)}, ${all}::uuid[], ${candidates})`),
    findNamesBeginning(ctx, accounts, text, candidates),
    within(2 * perKind),
  ])
  return found.flat()
}

/** So many of the newest orders are looked through before the index of trigrams, which reads all that have a text first. */
const newestMax = 6000

async function innerOrders(ctx: Context, accounts: string[], text: string): Promise<Hit[]> {
  const all = sql.param(accounts)
  const newest = toHits(
    await ctx.db.execute<Found>(sql`
      select 'order' as kind, account_id, order_id as id from unnest(${all}::uuid[]) as mine (id) cross join lateral (
        select account_id, order_id, ordered_key from cloud_order where account_id = mine.id
        order by ordered_key desc, order_id desc limit ${Math.ceil(newestMax / accounts.length)}
      ) as orders where order_id like ${containing(text.toUpperCase())} order by ordered_key desc limit ${perKind}`),
  )
  if (newest.length === perKind) return newest
  return toHits(
    await ctx.db.execute<Found>(sql`select * from search_orders(${containing(text)}, ${all}::uuid[], ${candidates})`),
  )
}

const beginning = (text: string): string => containing(text).slice(1)

const ranks = { exact: 0, prefix: 1, inner: 2 } as const

function best(results: SearchResult[]): SearchResult[] {
  const ranked = results.toSorted((a, b) => ranks[a.match] - ranks[b.match])
  return [...Map.groupBy(ranked, ({ kind }) => kind).values()]
    .flatMap((ofKind) => ofKind.slice(0, perKind))
    .toSorted((a, b) => ranks[a.match] - ranks[b.match])
}
