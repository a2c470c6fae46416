import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { desktop, syncState } from '#lib/db/mirror-schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { contextFor, createAccount, createPerson } from '#lib/db/testing/people.ts'
import { createCast, type Cast } from '#lib/db/testing/requests.ts'
import { AppError } from '#lib/errors.ts'
import { listDesktops } from './desktops.ts'
import { DesktopFilter } from './desktops-filter.ts'
import { desktopStatusWord } from './desktops-queries.ts'
import { showDesktop } from './desktops-show.ts'
import { notEnabled } from './freshness.ts'
import { stateOfDesktop } from './resource-state.ts'

let database: TestDatabase
let cast: Cast
beforeAll(async () => {
  database = await createTestDatabase()
  cast = await createCast(database.db)
  const elsewhere = await createAccount(database.db)
  const row = (desktopId: string, values: Partial<typeof desktop.$inferInsert> = {}) => ({
    accountId: cast.account.id,
    desktopId,
    name: desktopId.toUpperCase(),
    status: 'ACTIVE',
    billingMode: 'prepaid' as const,
    search: `${desktopId}\nd-${desktopId}\nchenmin\n192.168.0.7`,
    raw: {},
    ...values,
  })
  await database.db.insert(desktop).values([
    row('one', {
      raw: {
        rootVolume: {
          volumeId: 'evs-1',
          recordId: 'rec-1',
          name: 'one-root',
          kind: 'SAS',
          sizeGib: 80,
          device: '/dev/vda',
        },
        dataVolumes: [{ volumeId: 'evs-2', sizeGib: 'many' }],
        product: { flavorId: 'rs3.large.2', cpuCores: 2 },
        addresses: 'not a list',
        hourPackage: { duration: 120 },
      },
    }),
    row('busy', { task: 'resize_prep' }),
    row('metered', { status: 'SHUTOFF', billingMode: 'pay_per_use', search: 'metered\n100%_sure' }),
    row('gone', { goneAt: new Date() }),
    row('foreign', { accountId: elsewhere.id }),
  ])
  await database.db.insert(desktop).values(
    Array.from({ length: 120 }, (_, index) =>
      row(`page-${String(index).padStart(3, '0')}`, {
        status: 'HIBERNATED',
        createdInCloudAt: new Date(Date.UTC(2026, 0, 1) + Math.floor(index / 3) * 60_000),
      }),
    ),
  )
})
afterAll(() => database.drop())

const list = async (filter: Record<string, string>) =>
  await listDesktops(await contextFor(database.db, cast.support), DesktopFilter.parse(filter))
const names = async (filter: Record<string, string>) =>
  (await list(filter)).rows.map(({ desktopId }) => desktopId).toSorted()

describe('the desktops', () => {
  test('are narrowed by status, by what runs on them and by how they are paid', async () => {
    expect(await names({ status: 'running' })).toEqual(['busy', 'one'])
    expect(await names({ status: 'busy' })).toEqual(['busy'])
    expect(await names({ status: 'stopped' })).toEqual(['metered'])
    expect(await names({ billing: 'pay_per_use' })).toEqual(['metered'])
    expect(await names({ status: 'running', billing: 'pay_per_use' })).toEqual([])
  })

  test('leave out those that the cloud no longer has, unless these are asked for', async () => {
    expect(await names({ status: 'gone' })).toEqual(['gone'])
  })

  test('are found by name, id, user and address in any case, and by signs that mean something to the database', async () => {
    expect(await names({ q: 'D-ONE' })).toEqual(['one'])
    expect(await names({ q: '100%_S' })).toEqual(['metered'])
    expect(await names({ q: 'ChenMin', status: 'running' })).toEqual(['busy', 'one'])
    expect(await names({ q: '192.168.0.7', status: 'busy' })).toEqual(['busy'])
    expect(await names({ q: '%' })).toEqual(['metered'])
  })

  test('are turned page by page, forth and back, each row once', async () => {
    const first = await list({ status: 'hibernated' })
    expect(first.total).toEqual({ count: 120, isExact: true })
    const second = await list({ status: 'hibernated', after: first.older ?? '' })
    const third = await list({ status: 'hibernated', after: second.older ?? '' })
    const seen = [...first.rows, ...second.rows, ...third.rows].map(({ desktopId }) => desktopId)
    expect([seen.length, new Set(seen).size, third.older]).toEqual([120, 120, null])
    const back = await list({ status: 'hibernated', before: third.newer ?? '' })
    expect(back.rows).toEqual(second.rows)
  })

  test('carry what decides about changing them, as far as the cloud told it', async () => {
    const [one] = (await list({ q: 'd-one' })).rows
    expect(one).toMatchObject({ hasHourPackage: true, isFrozen: null, isPooled: null, addresses: [] })
    expect(one && stateOfDesktop(one)).toMatchObject({ hasHourPackage: true, isFrozen: false, isPooled: false })
  })

  test('of an account without a role on it are nobody’s to see', async () => {
    const stranger = await createPerson(database.db)
    const ctx = await contextFor(database.db, stranger)
    expect((await listDesktops(ctx, DesktopFilter.parse({}))).rows).toEqual([])
    await expect(showDesktop(ctx, { desktopId: 'one' })).rejects.toThrow(AppError)
    const support = await contextFor(database.db, cast.support)
    await expect(showDesktop(support, { desktopId: 'foreign' })).rejects.toThrow('errors.desktopNotFound')
  })

  test('say that the account has no Workspace once the cloud said so', async () => {
    expect((await list({})).isNotEnabled).toBe(false)
    await database.db
      .insert(syncState)
      .values({ accountId: cast.account.id, kind: 'desktops', asOf: new Date(), failure: notEnabled })
    const page = await list({})
    expect([page.isNotEnabled, page.asOf.failure]).toEqual([true, null])
  })
})

test('a desktop shows its disks by the ids that changes name, and what the cloud told oddly as missing', async () => {
  const shown = await showDesktop(await contextFor(database.db, cast.support), { desktopId: 'one' })
  expect(shown.disks.map(({ volumeId, sizeGib, isSystem }) => [volumeId, sizeGib, isSystem])).toEqual([
    ['evs-1', 80, true],
    ['evs-2', null, false],
  ])
  expect([shown.flavorId, shown.addresses, shown.hasHourPackage]).toEqual(['rs3.large.2', [], true])
})

test('every documented status has a word, the empty one too', () => {
  expect(['ACTIVE', 'SHUTOFF', 'HIBERNATED', 'ERROR', ''].map(desktopStatusWord)).toEqual([
    'running',
    'stopped',
    'hibernated',
    'error',
    'deleting',
  ])
  expect(desktopStatusWord('LOST')).toBeUndefined()
})
