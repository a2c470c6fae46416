import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cloudJob, ecsServer } from '#lib/db/mirror-schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { contextFor, createAccount } from '#lib/db/testing/people.ts'
import { createCast, insertRequest, type Cast } from '#lib/db/testing/requests.ts'
import { listEcsServers } from './ecs-servers.ts'
import { EcsServerFilter } from './ecs-servers-filter.ts'
import { ecsStatusWord } from './ecs-servers-queries.ts'
import { showEcsServer } from './ecs-servers-show.ts'

let database: TestDatabase
let cast: Cast
beforeAll(async () => {
  database = await createTestDatabase()
  cast = await createCast(database.db)
  const elsewhere = await createAccount(database.db)
  const row = (serverId: string, values: Partial<typeof ecsServer.$inferInsert> = {}) => ({
    accountId: cast.account.id,
    serverId,
    name: serverId,
    status: 'ACTIVE',
    billingMode: 'pay_per_use' as const,
    search: `${serverId}\ns6.large.2\n192.168.0.9`,
    raw: {},
    ...values,
  })
  await database.db.insert(ecsServer).values([
    row('web', {
      addresses: '192.168.0.9',
      raw: {
        volumes: [{ id: 'disk-1', device: '/dev/vda', isSystem: true }],
        addresses: [{ address: '192.168.0.9', isPublic: false }],
        isLocked: true,
        fault: { code: '500', message: 'No valid host' },
        tags: 'none',
      },
    }),
    row('paid', { status: 'SHUTOFF', billingMode: 'prepaid' }),
    row('turning', { status: 'VERIFY_RESIZE', task: 'resize_finish' }),
    row('cheap', { billingMode: 'spot', status: 'ERROR' }),
    row('gone', { goneAt: new Date() }),
    row('foreign', { accountId: elsewhere.id }),
  ])
})
afterAll(() => database.drop())

const names = async (filter: Record<string, string>) => {
  const ctx = await contextFor(database.db, cast.support)
  return (await listEcsServers(ctx, EcsServerFilter.parse(filter))).rows.map(({ name }) => name).toSorted()
}

describe('the ECS servers', () => {
  test('are those of the accounts one may see, without those that are gone', async () => {
    expect(await names({})).toEqual(['cheap', 'paid', 'turning', 'web'])
    expect(await names({ account: crypto.randomUUID() })).toEqual([])
    expect(await names({ status: 'gone' })).toEqual(['gone'])
  })

  test('are narrowed by power, resizing, billing mode and text', async () => {
    expect(await names({ status: 'stopped' })).toEqual(['paid'])
    expect(await names({ status: 'resizing' })).toEqual(['turning'])
    expect(await names({ status: 'busy' })).toEqual(['turning'])
    expect(await names({ billing: 'prepaid' })).toEqual(['paid'])
    expect(await names({ billing: 'spot' })).toEqual(['cheap'])
    expect(await names({ q: 'S6.LARGE', status: 'running' })).toEqual(['web'])
  })
})

test('a server shows lock, fault and disks, and the requests and jobs about it', async () => {
  const about = await insertRequest(database.db, cast, { title: 'Resize web' })
  await insertRequest(database.db, cast, { title: 'Something else' })
  await database.db.insert(cloudJob).values({
    accountId: cast.account.id,
    jobId: 'job-1',
    service: 'ecs',
    kind: 'resize-server',
    resourceId: 'web',
    requestId: about.id,
    state: 'running',
    startedAt: new Date(),
  })
  const shown = await showEcsServer(await contextFor(database.db, cast.support), { serverId: 'web' })
  expect(shown.requests.map(({ title }) => title)).toEqual(['Resize web'])
  expect(shown.jobs.map(({ jobId, state }) => [jobId, state])).toEqual([['job-1', 'running']])
  expect([shown.isLocked, shown.fault?.message, shown.tags]).toEqual([true, 'No valid host', []])
  expect(shown.disks).toEqual([{ id: 'disk-1', device: '/dev/vda', isSystem: true }])
  expect(shown.addresses).toEqual([{ address: '192.168.0.9', isPublic: false }])
})

test('every documented status of a server has a word', () => {
  const documented = ['BUILD', 'ACTIVE', 'SHUTOFF', 'REBOOT', 'HARD_REBOOT', 'REBUILD', 'MIGRATING', 'RESIZE', 'ERROR']
  const rare = ['VERIFY_RESIZE', 'REVERT_RESIZE', 'DELETED', 'SHELVED', 'SHELVED_OFFLOADED', 'PAUSED', 'SUSPENDED']
  expect([...documented, ...rare].map(ecsStatusWord)).not.toContain(undefined)
  expect(ecsStatusWord('UNKNOWN')).toBeUndefined()
})
