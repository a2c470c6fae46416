import { sql } from 'drizzle-orm'
import type { Context } from '#lib/context.ts'
import { search, SearchInput } from '#lib/search/search.ts'

/** How long each look took on the server, in milliseconds, by the kind of text. */
export type Looks = Map<string, { found: number; ms: number[] }>

/** What people type before they know better: what nearly everything has, what nothing has, and what no index of trigrams has. */
const typed = {
  'what every desktop has': ['desk', 'user', 'des'],
  'what every order has': ['CS', 'CS2', 'cs24'],
  'two letters': ['ab', '11', '-0'],
  'a Chinese name': ['设计部', '王小明'],
  nothing: ['no-such-thing', 'zzzzzz'],
}

/** Texts that people type, taken from rows that there are: whole ids, their beginnings, and pieces from within. */
async function soughtIn({ db }: Pick<Context, 'db'>): Promise<Record<string, string[]>> {
  const { rows } = await db.execute<{ kind: string; id: string }>(sql`
    (select 'order' as kind, order_id as id from cloud_order where ordered_at > '2022-01-01' order by hashtext(order_id) limit 5)
    union all (select 'job', job_id from cloud_job order by hashtext(job_id) limit 5)
    union all (select 'resource', resource_id from cloud_order_resource order by hashtext(resource_id) limit 5)
    union all (select 'phone server', server_id from phone_server order by hashtext(server_id) limit 5)
    union all (select 'desktop', name from desktop order by hashtext(name) limit 5)
    union all (select 'request', number::text from request order by hashtext(id::text) limit 5)
    union all (select 'cloud request', cloud_request_id from attempt order by hashtext(cloud_request_id) limit 5)
    union all (select 'address', addresses from ecs_server order by hashtext(server_id) limit 5)
    union all (select 'person', name from person order by name limit 5)`)
  const sought: Record<string, string[]> = {}
  for (const { kind, id } of rows) {
    ;(sought[`${kind}, whole`] ??= []).push(id)
    if (kind === 'request' || kind === 'person' || kind === 'address') continue
    ;(sought[`${kind}, beginning`] ??= []).push(id.slice(0, 9))
    ;(sought[`${kind}, from within`] ??= []).push(id.slice(-7, -1))
    ;(sought[`${kind}, three letters`] ??= []).push(id.slice(-5, -2))
  }
  const address = rows.find(({ kind }) => kind === 'address')?.id ?? ''
  return { ...sought, ...typed, 'an address, a part': [address.slice(0, -2), address.slice(2)] }
}

/** Looks for each kind of text `rounds` times. */
export async function timeSearch(ctx: Context, rounds: number): Promise<Looks> {
  const looks: Looks = new Map()
  for (const [kind, texts] of Object.entries(await soughtIn(ctx))) {
    const ms: number[] = []
    let found = 0
    for (let round = 0; round < rounds; round++) {
      const q = texts[round % texts.length] ?? ''
      const from = performance.now()
      const { results } = await search(ctx, SearchInput.parse({ q }))
      ms.push(performance.now() - from)
      found += results.length
    }
    looks.set(kind, { found, ms })
  }
  return looks
}
