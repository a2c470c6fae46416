import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { phoneServer } from '#lib/db/mirror-schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { contextFor } from '#lib/db/testing/people.ts'
import { createCast, type Cast } from '#lib/db/testing/requests.ts'
import { PhoneServerFilter } from './phone-server-filter.ts'
import { showPhoneServer } from './phone-server-show.ts'
import { listPhoneServers } from './phone-servers.ts'
import { phoneStatusWord } from './phone-status.ts'
import { serverStatusWord } from './queries.ts'

let database: TestDatabase
let cast: Cast
beforeAll(async () => {
  database = await createTestDatabase()
  cast = await createCast(database.db)
  const server = (serverId: string, values: Partial<typeof phoneServer.$inferInsert>) => ({
    accountId: cast.account.id,
    serverId,
    name: serverId,
    status: 5,
    serverModel: 'physical.kg1',
    phoneModel: 'kg1.cp',
    raw: {},
    ...values,
  })
  await database.db.insert(phoneServer).values([
    server('running', {
      phones: [
        { id: 'p10', name: 'phone-10', status: 2 },
        { id: 'p2', name: 'phone-2', status: -7, imageVersion: 'AOSP 11' },
      ],
      raw: { addresses: [{ serverIp: '192.168.0.2' }], bandwidths: 'not a list', keypair: '' },
    }),
    server('creating', { status: 3, serverModel: 'physical.rx1' }),
    server('stopping', { status: 11 }),
    server('gone', { goneAt: new Date() }),
  ])
})
afterAll(() => database.drop())

const names = async (filter: Record<string, string>) => {
  const ctx = await contextFor(database.db, cast.support)
  const { rows } = await listPhoneServers(ctx, PhoneServerFilter.parse(filter))
  return rows.map(({ name }) => name).toSorted()
}

describe('the phone servers', () => {
  test('are listed without those that the cloud no longer has', async () => {
    expect(await names({})).toEqual(['creating', 'running', 'stopping'])
    expect(await names({ status: 'gone' })).toEqual(['gone'])
  })

  test('are narrowed by status, flavor, name and id', async () => {
    expect(await names({ status: 'creating' })).toEqual(['creating'])
    expect(await names({ status: 'stopped' })).toEqual(['stopping'])
    expect(await names({ model: 'physical.rx1' })).toEqual(['creating'])
    expect(await names({ q: 'RUNN' })).toEqual(['running'])
  })

  test('tell the flavors there are to narrow to', async () => {
    const ctx = await contextFor(database.db, cast.support)
    const { models } = await listPhoneServers(ctx, PhoneServerFilter.parse({}))
    expect(models).toEqual(['physical.kg1', 'physical.rx1'])
  })
})

test('a server shows its phones by name, and what the cloud told oddly as missing', async () => {
  const ctx = await contextFor(database.db, cast.support)
  const shown = await showPhoneServer(ctx, { serverId: 'running' })
  expect(shown.phones.map(({ name, status }) => [name, status])).toEqual([
    ['phone-2', -7],
    ['phone-10', 2],
  ])
  expect(shown.addresses).toEqual([{ serverIp: '192.168.0.2', publicIp: null }])
  expect(shown.bandwidths).toEqual([])
  expect(shown.keypair).toBeNull()
})

test('every documented status has one word, and an unknown one has none', () => {
  expect([0, 1, 3, 4].map(serverStatusWord)).toEqual(Array.from({ length: 4 }, () => 'creating'))
  expect([2, 5, 8, 10, 11, 12, 13].map(serverStatusWord)).not.toContain(undefined)
  expect([1, 2, 3, 4, 6, 7, 8, -5, -6, -7, -8, -9].map(phoneStatusWord)).not.toContain(undefined)
  expect(serverStatusWord(99)).toBeUndefined()
  expect(phoneStatusWord(99)).toBeUndefined()
})
