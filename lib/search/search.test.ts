import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cloudJob, cloudOrder, cloudOrderResource, desktop, ecsServer, phoneServer } from '#lib/db/mirror-schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { contextFor, createPerson } from '#lib/db/testing/people.ts'
import { createCast, insertOrderedRequest, type Cast } from '#lib/db/testing/requests.ts'
import { search, SearchInput } from './search.ts'

let database: TestDatabase
let cast: Cast
beforeAll(async () => {
  database = await createTestDatabase()
  cast = await createCast(database.db)
  await fill(cast)
})
afterAll(() => database.drop())

const serverId = randomUUID()
const phoneId = randomBytes(16).toString('hex')

async function fill({ account }: Cast) {
  const { db } = database
  const accountId = account.id
  await db.insert(cloudOrder).values(
    ['CS2611220100AAAA', 'CS2611220200BBBB', 'CT2611220300CCCC'].map((orderId) => ({
      accountId,
      orderId,
      status: 5,
      orderType: 1,
      raw: {},
    })),
  )
  await db.insert(cloudJob).values({
    accountId,
    jobId: 'ff8080816025a0a1',
    service: 'ecs',
    kind: 'resize-server',
    state: 'running',
    startedAt: new Date(),
  })
  await db.insert(phoneServer).values({
    accountId,
    serverId,
    name: 'farm-7',
    status: 5,
    serverModel: 'physical.rx1',
    phoneModel: 'rx1',
    raw: { addresses: [{ serverIp: '10.1.2.3', publicIp: '121.36.7.8' }] },
    phones: [{ id: phoneId, name: 'farm-7-1', status: 2 }],
  })
  await db.insert(desktop).values({
    accountId,
    desktopId: 'd-1',
    name: '设计部-01',
    status: 'ACTIVE',
    billingMode: 'prepaid',
    search: '设计部-01\nd-1',
    raw: {},
  })
  await db.insert(ecsServer).values({
    accountId,
    serverId: 'e-1',
    name: 'web-01',
    status: 'ACTIVE',
    billingMode: 'prepaid',
    search: 'web-01\ne-1',
    raw: {},
  })
  await db.insert(cloudOrderResource).values({
    accountId,
    orderId: 'CS2611220100AAAA',
    resourceId: 'eip-0a1b2c3d',
    serviceTypeCode: 'hws.service.type.vpc',
    status: 2,
  })
}

const found = async (q: string, of: Cast = cast) =>
  (await search(await contextFor(database.db, of.support), { q })).results.map(({ kind, id, match }) => [
    kind,
    id,
    match,
  ])

test.each([
  ['CS2611220100AAAA', 'order', 'exact'],
  ['cs2611220100', 'order', 'prefix'],
  ['0200bbb', 'order', 'inner'],
  ['ff808081', 'job', 'prefix'],
  ['6025a0', 'job', 'inner'],
  [serverId, 'phone_server', 'exact'],
  [serverId.slice(3, 12), 'phone_server', 'inner'],
  ['10.1.2.3', 'phone_server', 'exact'],
  ['121.36', 'phone_server', 'prefix'],
  [phoneId.slice(0, 9), 'phone', 'prefix'],
  ['设计', 'desktop', 'prefix'],
  ['web-01', 'server', 'exact'],
  ['0a1b2c', 'eip', 'inner'],
  ['Reviewer', 'person', 'exact'],
])('%s finds a thing of the kind %s that fits it: %s', async (q, kind, match) => {
  expect((await found(q))[0]).toMatchObject([kind, expect.any(String), match])
})

test('a job says what it does, how it stands to those who look at the list, and leads to its page', async () => {
  const people = await createCast(database.db)
  const accountId = people.account.id
  await database.db
    .insert(cloudOrder)
    .values({ accountId, orderId: 'CS2611220900JJJJ', status: 6, orderType: 3, raw: {} })
  const job = { accountId, state: 'running' as const, startedAt: new Date() }
  await database.db.insert(cloudJob).values([
    { ...job, jobId: 'job-of-ours', service: 'ecs', kind: 'resize-server', orderId: 'CS2611220900JJJJ' },
    { ...job, jobId: 'job-of-others', service: 'workspace', kind: 'deleteDesktops' },
  ])
  const { results } = await search(await contextFor(database.db, people.support), { q: 'job-of' })
  expect(results.map(({ title, detail, state, href }) => [title, detail, state, href])).toEqual([
    ['job-of-ours', 'operationTitles.resize-server.title', 'waiting_payment', '/jobs/ecs/job-of-ours'],
    ['job-of-others', 'deleteDesktops', 'running', '/jobs/workspace/job-of-others'],
  ])
})

test('an address says whether it is in use, and what else an order brought how the order stands', async () => {
  const people = await createCast(database.db)
  const accountId = people.account.id
  await database.db
    .insert(cloudOrder)
    .values({ accountId, orderId: 'CS2611220901KKKK', status: 3, orderType: 1, raw: {} })
  await database.db.insert(cloudOrderResource).values(
    ['vpc', 'ebs'].map((service) => ({
      accountId,
      orderId: 'CS2611220901KKKK',
      resourceId: `thing-${service}`,
      serviceTypeCode: `hws.service.type.${service}`,
      status: 2,
    })),
  )
  const { results } = await search(await contextFor(database.db, people.support), { q: 'thing-' })
  expect(Object.fromEntries(results.map(({ kind, id, state }) => [`${kind} ${id}`, state]))).toEqual({
    'eip thing-vpc': '2',
    'order thing-ebs': '3',
  })
})

test('a request is found by its number, the beginning of its id, its title and the cloud’s id of its call', async () => {
  const people = await createCast(database.db)
  const { id, number, orderId } = await insertOrderedRequest(database.db, people)
  for (const q of [String(number), `#${number}`, id, id.slice(0, 8), 'phone serv'])
    expect([q, await found(q, people)]).toEqual([q, [['request', id, expect.any(String)]]])
  expect(await found(orderId, people)).toEqual([])
})

test('an id is found as it is pasted: with spaces around it, and signs that cannot be seen', async () => {
  const asPasted = SearchInput.parse({ q: `\u00A0 \uFEFF${serverId}\u200B\t\n` })
  const { results } = await search(await contextFor(database.db, cast.support), asPasted)
  expect(results).toMatchObject([{ id: serverId, match: 'exact' }])
})

test('all of a long text is looked for, not only its end', async () => {
  const people = await createCast(database.db)
  const ids = ['1111222233334444aaaabbbbcccc', '9999222233334444aaaabbbbcccc']
  await database.db.insert(cloudJob).values(
    ids.map((jobId) => ({
      accountId: people.account.id,
      jobId,
      service: 'ecs',
      kind: 'resize-server',
      state: 'running' as const,
      startedAt: new Date(),
    })),
  )
  expect(await found('1111222233334444AAAABBBBCCCC', people)).toEqual([['job', ids[0], 'exact']])
  expect(await found('2222333344448888AAAABBBBCCCC', people)).toEqual([])
})

test('the whole of an id stands before its beginning, and that before what is within another', async () => {
  const people = await createCast(database.db)
  const orders = ['CSABC', 'CSABCD', 'XCSABC']
  await database.db
    .insert(cloudOrder)
    .values(orders.map((orderId) => ({ accountId: people.account.id, orderId, status: 5, orderType: 1, raw: {} })))
  expect(await found('csabc', people)).toEqual([
    ['order', 'CSABC', 'exact'],
    ['order', 'CSABCD', 'prefix'],
    ['order', 'XCSABC', 'inner'],
  ])
})

test('nobody finds what belongs to an account that they have no role on, people included', async () => {
  const other = await createCast(database.db)
  for (const q of ['CS2611220100AAAA', 'farm-7', '设计', phoneId, 'ff808081']) expect(await found(q, other)).toEqual([])
  const stranger = await createPerson(database.db, { name: 'Reviewer of nothing' })
  expect((await found('Reviewer', other)).map(([, id]) => id)).toEqual([other.reviewer.id])
  expect(await found(cast.reviewer.email, other)).toEqual([])
  expect((await search(await contextFor(database.db, stranger), { q: 'CS2611' })).results).toEqual([])
})

test('signs that mean something to a pattern are taken as they are, and one letter finds nothing', async () => {
  expect(await found('%%%')).toEqual([])
  expect(await found('CS261122010_')).toEqual([])
  expect(await found('c')).toEqual([])
})
