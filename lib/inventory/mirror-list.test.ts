import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { phoneServer } from '#lib/db/mirror-schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { contextFor } from '#lib/db/testing/people.ts'
import { createCast, type Cast } from '#lib/db/testing/requests.ts'
import { PhoneServerFilter } from './phone-server-filter.ts'
import { listPhoneServers } from './phone-servers.ts'

let database: TestDatabase
let cast: Cast
const count = 120

beforeAll(async () => {
  database = await createTestDatabase()
  cast = await createCast(database.db)
  await database.db.insert(phoneServer).values(
    Array.from({ length: count }, (_, index) => ({
      accountId: cast.account.id,
      serverId: `id-${String(index).padStart(3, '0')}`,
      // Three servers share a name, another case each; some have a sign of the cursor in it, and no time.
      name: ['Farm', 'farm', 'FARM'][index % 3] + `~${String(count - Math.floor(index / 3)).padStart(3, '0')}`,
      status: 5,
      serverModel: 'physical.kg1',
      phoneModel: 'kg1.cp',
      createdInCloudAt: index < 60 ? null : new Date(Date.UTC(2026, 0, 1) + Math.floor(index / 7) * 60_000),
      raw: { addresses: [{ serverIp: `10.0.0.${index}`, publicIp: null }] },
    })),
  )
})
afterAll(() => database.drop())

const list = async (filter: Record<string, string>) =>
  await listPhoneServers(await contextFor(database.db, cast.support), PhoneServerFilter.parse(filter))

/** All pages, forth, and the last but one again, back. */
async function turn(sort: string) {
  const first = await list({ sort })
  const second = await list({ sort, after: first.older ?? '' })
  const third = await list({ sort, after: second.older ?? '' })
  const back = await list({ sort, before: third.newer ?? '' })
  expect(third.older).toBeNull()
  expect(back.rows).toEqual(second.rows)
  return [...first.rows, ...second.rows, ...third.rows]
}

describe('a list of resources', () => {
  test.for(['-created', 'created', 'name', '-name'])('sorted by %s shows each row once, page by page', async (sort) => {
    const rows = await turn(sort)
    expect(new Set(rows.map(({ serverId }) => serverId)).size).toBe(count)
  })

  test('is sorted by name whatever the case, and by id where names are equal', async () => {
    const places = (rows: { name: string; serverId: string }[]) =>
      rows.map(({ name, serverId }) => `${name.toLowerCase()} ${serverId}`)
    const up = places(await turn('name'))
    expect(up).toEqual(up.toSorted())
    expect(places(await turn('-name'))).toEqual(up.toReversed())
  })

  test('is sorted by time both ways; what has no time counts as the newest', async () => {
    const times = (rows: { createdAt: string | null }[]) => rows.map(({ createdAt }) => createdAt ?? 'none')
    const down = times(await turn('-created'))
    expect(down.slice(0, 60)).toEqual(Array.from({ length: 60 }, () => 'none'))
    expect(down.slice(60)).toEqual(down.slice(60).toSorted().toReversed())
    expect(times(await turn('created'))).toEqual(down.toReversed())
  })

  test('begins anew where the cursor is of another order, and where it is nonsense', async () => {
    const byName = await list({ sort: 'name' })
    const newest = await list({})
    expect((await list({ after: byName.older ?? '' })).rows).toEqual(newest.rows)
    expect((await list({ after: 'no cursor' })).rows).toEqual(newest.rows)
    for (const day of ['2026-13-77', '2026-02-30'])
      expect((await list({ after: `${day}T00:00:00.000000Z~x` })).rows).toEqual(newest.rows)
  })

  test('finds a phone server by its address, and by nothing that it does not have', async () => {
    const found = async (q: string) => (await list({ q })).rows.map(({ serverId }) => serverId)
    expect(await found('10.0.0.117')).toEqual(['id-117'])
    expect(await found('null')).toEqual([])
    expect(await found('\u0000')).toHaveLength(50)
  })
})
