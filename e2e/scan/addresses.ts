import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { exportedLists } from '#lib/export/exported-lists.ts'
import { operationList } from '#lib/operations/registry.ts'
import type { Site } from '../replicas/site.ts'
import { type Entry, entriesOfApp } from './parameters.ts'

/** Something that the console answers, with real ids in it, and a plausible value for each parameter that it reads. */
export type Address = { path: string; parameters: Record<string, string> }

/** Kept inside by deploy/haproxy.cfg, or open for as long as one listens. */
const notScanned = ['/api/health', '/api/health/live', '/api/health/ready', '/api/metrics', '/api/events']

/** Every page and every read with real ids. Throws for a pattern that has no example here. */
export async function addressesOf(site: Site): Promise<{ pages: Address[]; reads: Address[] }> {
  const examples = await examplesOf(site)
  const values = await valuesOf(site)
  const entries = (await entriesOfApp()).filter(({ pattern }) => !notScanned.includes(pattern))
  const all = entries.flatMap((entry) =>
    fill(entry.pattern, examples).map((path) => ({
      path,
      parameters: withValues(parametersAt(path, entry, entries), values),
    })),
  )
  return {
    pages: all.filter(({ path }) => !path.startsWith('/api/')),
    reads: all.filter(({ path }) => path.startsWith('/api/')),
  }
}

/** An export takes the filter of its list as well. */
function parametersAt(path: string, { parameters }: Entry, entries: Entry[]): string[] {
  const list = /^\/api\/export\/([\w-]+)$/.exec(path)?.[1]
  const ofList = entries.find(({ pattern }) => list !== undefined && pattern === `/api/${list}`)
  return [...parameters, ...(ofList?.parameters ?? [])]
}

const withValues = (names: string[], values: Record<string, string>) =>
  Object.fromEntries(names.map((name) => [name, values[name] ?? 'demo']))

/** The pattern with each of its examples in turn. */
function fill(pattern: string, examples: Record<string, string[]>): string[] {
  if (!pattern.includes('[')) return [pattern]
  const known = Object.entries(examples).find(([part]) => pattern.includes(part))
  if (known === undefined) throw new Error(`${pattern} has no example`)
  const [part, instead] = known
  return instead.flatMap((each) => fill(pattern.replace(part, each), examples))
}

async function examplesOf(site: Site): Promise<Record<string, string[]>> {
  const one = async (column: string, table: string) => {
    const { rows } = await site.db.execute(sql.raw(`select ${column}::text as id from ${table} limit 1`))
    const [found] = z.array(z.object({ id: z.string() })).parse(rows)
    if (!found) throw new Error(`There is nothing in ${table}`)
    return encodeURIComponent(found.id)
  }
  const account = await one('id', "(select id from cloud_account where name = 'Demo') as demo")
  const job = await one('job_id', "(select job_id from cloud_job where service = 'cph') as job")
  return {
    'accounts/[accountId]': [`accounts/${account}`],
    'lookups/[kind]': ['lookups/vpcs', 'lookups/subnets'],
    'audit/[seq]': [`audit/${await one('seq', 'audit')}`],
    'desktops/[desktopId]': [`desktops/${await one('desktop_id', 'desktop')}`],
    'phone-servers/[serverId]': [`phone-servers/${await one('server_id', 'phone_server')}`],
    'servers/[serverId]': [`servers/${await one('server_id', 'ecs_server')}`],
    'orders/[orderId]': [`orders/${await one('order_id', 'cloud_order')}`],
    'requests/[id]': [`requests/${await one('id', 'request')}`],
    'jobs/[service]/[jobId]': [`jobs/cph/${job}`],
    'errors/[code]': ['errors/CPS.0065'],
    'operations/[operation]': operationList.map(({ key }) => `operations/${key}`),
    'drafts/[operation]': ['drafts/buy-phone-servers'],
    'export/[list]': exportedLists.map((list) => `export/${list}`),
    'auth/[...nextauth]': ['auth/session', 'auth/csrf', 'auth/providers', 'auth/error'],
    '[...missing]': ['nowhere'],
  }
}

/** Values that get past the schemas, so that what stands behind them is tried too. */
async function valuesOf(site: Site): Promise<Record<string, string>> {
  const { rows } = await site.db.execute(sql`select id::text as id from cloud_account where name = 'Demo'`)
  const id = z.array(z.object({ id: z.string() })).parse(rows)[0]?.id ?? ''
  return {
    account: id,
    accountId: id,
    after: '2026-01-01T00:00:00.000000Z~00000000-0000-4000-8000-000000000000',
    before: '2026-01-01T00:00:00.000000Z~00000000-0000-4000-8000-000000000000',
    at: '2026-01-01..2030-01-01',
    ordered: '2026-01-01..2030-01-01',
    paid: '2026-01-01..2030-01-01',
    started: '2026-01-01..2030-01-01',
    amount: '0..9999999',
    code: 'CPS.0065',
    format: 'json',
    locale: 'en',
    next: '/orders',
    of: 'account',
    span: '30d',
    within: '90d',
    charge: '{}',
  }
}
