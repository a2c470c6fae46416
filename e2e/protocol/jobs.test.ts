import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { readCloudJob } from '#lib/cloud/services/read-cloud-job.ts'
import { cloudJob, cloudOrder, desktop, ecsServer } from '#lib/db/mirror-schema.ts'
import { attempt, cloudAccount, orderLink } from '#lib/db/schema.ts'
import { insertAttempt, insertSendingRequest } from '#lib/db/testing/requests.ts'
import { syncNow } from '#lib/worker/sync.ts'
import { readLinkedJob } from '#lib/worker/track-job.ts'
import { type World, createWorld } from './world.ts'

// Jobs of the three services as the pretend cloud runs them, read and mirrored through one interface.

let world: World
let named: (name: string) => string

beforeAll(async () => {
  world = await createWorld()
  await syncNow(world.deps, world.accountId, ['desktops', 'ecs_servers'])
  const [desktops, servers] = await Promise.all([world.db.select().from(desktop), world.db.select().from(ecsServer)])
  const ids = new Map([
    ...desktops.map(({ name, desktopId }) => [name, desktopId] as const),
    ...servers.map(({ name, serverId }) => [name, serverId] as const),
  ])
  named = (name) => ids.get(name) ?? ''
})
afterAll(() => world.close())
// Nothing ends before the test has seen it run.
beforeEach(() => world.cloud.control('clock', { scale: 1 }))

const Answer = z.looseObject({ job_id: z.string().optional(), order_id: z.string().optional() })

/** Calls the cloud as its own console would, past ours. */
async function call(service: 'workspace' | 'ecs', method: 'POST' | 'PUT', path: string, body: unknown) {
  const cloud = await world.deps.spends(world.accountId)
  const prepared = await cloud.prepareWrite({
    service,
    method,
    path: path.replace('{p}', cloud.projectId),
    body: JSON.stringify(body),
    api: 'test',
    refusals: new Set<string>(),
    isAccepted: () => true,
  })
  const answer = await cloud.sendWrite(prepared)
  if (answer.kind !== 'accepted') throw new Error(`The pretend cloud refused: ${JSON.stringify(answer)}`)
  return Answer.parse(answer.body)
}

const resizeDesktops = async (...names: string[]) =>
  (
    await call('workspace', 'POST', '/v2/{p}/desktops/resize', {
      desktops: names.map((name) => ({ desktop_id: named(name) })),
      product_id: 'workspace.x86.ultimate.xlarge2',
      mode: 'STOP_DESKTOP',
    })
  ).job_id ?? ''

const power = async (key: 'os-start' | 'os-stop', ...names: string[]) =>
  (
    await call('ecs', 'POST', '/v1/{p}/cloudservers/action', {
      [key]: { servers: names.map((name) => ({ id: named(name) })) },
    })
  ).job_id ?? ''

const read = async (service: 'cph' | 'workspace' | 'ecs', jobId: string) =>
  await readCloudJob(await world.deps.reads(world.accountId), service, jobId)

const advance = (seconds: number) => world.cloud.control('clock', { advance_seconds: seconds })
const finish = () => world.cloud.control('clock', { finish: true })

type Job = { service: string; jobId: string }

/** A request that was sent and has these jobs; and this order, when it is named. */
async function requestWith(jobs: Job[], orderId?: string) {
  const [account] = await world.db.select().from(cloudAccount).where(eq(cloudAccount.id, world.accountId))
  if (!account) throw new Error('The account is not there')
  const people = { account, admin: world.admin, reviewer: world.reviewer, support: world.admin }
  const request = await insertSendingRequest(world.db, people)
  if (orderId !== undefined) {
    const attemptId = await insertAttempt(world.db, request)
    await world.db.update(attempt).set({ state: 'accepted' }).where(eq(attempt.id, attemptId))
    await world.db.insert(orderLink).values({ orderId, requestId: request.id, attemptId })
  }
  await world.db.insert(cloudJob).values(
    jobs.map((job) => ({
      ...job,
      accountId: world.accountId,
      kind: 'test',
      requestId: request.id,
      state: 'running' as const,
      startedAt: new Date(),
    })),
  )
  return { id: request.id, account_id: world.accountId }
}

const mirrored = async (jobId: string) => {
  const [row] = await world.db.select().from(cloudJob).where(eq(cloudJob.jobId, jobId))
  return row
}

test('a job about several desktops is followed part by part, and has failed when one of them has', async () => {
  const jobId = await resizeDesktops('TRIAL-01', 'TRIAL-02')
  const held = await requestWith([{ service: 'workspace', jobId }])
  await advance(45)
  expect(await readLinkedJob(world.deps, held)).toEqual({ state: 'running' })
  const running = await mirrored(jobId)
  expect(running).toMatchObject({ state: 'running', cloudKind: 'resizeDesktops', endedAt: null })
  expect(running?.progress).toBeGreaterThan(50)
  expect(running?.children).toMatchObject([
    { resourceId: named('TRIAL-01'), state: 'running' },
    { resourceId: named('TRIAL-02'), state: 'succeeded', progress: 100 },
  ])
  await world.cloud.control(`jobs/${jobId}/fail`, { error_code: 'WKS.00211401', reason: 'no host' })
  expect(await readLinkedJob(world.deps, held)).toEqual({
    state: 'failed',
    errorCode: 'WKS.00211401',
    errorMessage: 'no host',
  })
  expect(await mirrored(jobId)).toMatchObject({ state: 'failed', errorCode: 'WKS.00211401' })
})

test('several jobs of a request have succeeded when all of them have, whatever their service', async () => {
  const [first, second] = [await power('os-start', 'ecs-5e70', 'build-02'), await resizeDesktops('FAIL-PERIOD')]
  const held = await requestWith([
    { service: 'ecs', jobId: first },
    { service: 'workspace', jobId: second },
  ])
  await advance(15)
  expect(await readLinkedJob(world.deps, held)).toEqual({ state: 'running' })
  expect(await mirrored(first)).toMatchObject({ state: 'succeeded', cloudKind: 'startServer', resourceId: '' })
  await finish()
  expect(await readLinkedJob(world.deps, held)).toEqual({ state: 'succeeded' })
  expect(await mirrored(second)).toMatchObject({ state: 'succeeded', progress: 100, resourceId: named('FAIL-PERIOD') })
})

test('a job that has ended is not asked for again', async () => {
  const jobId = await power('os-stop', 'build-02')
  const held = await requestWith([{ service: 'ecs', jobId }])
  await finish()
  expect(await readLinkedJob(world.deps, held)).toEqual({ state: 'succeeded' })
  const seenAt = (await mirrored(jobId))?.seenAt
  expect(await readLinkedJob(world.deps, held)).toEqual({ state: 'succeeded' })
  expect((await mirrored(jobId))?.seenAt).toEqual(seenAt)
})

test('a part that did what was so already does not hide the one that failed', async () => {
  const jobId = await power('os-stop', 'ecs-5e70', 'build-02', 'build-01')
  const held = await requestWith([{ service: 'ecs', jobId }])
  await advance(3)
  await world.cloud.control(`jobs/${jobId}/fail`, { error_code: 'Ecs.0611', reason: 'will not stop' })
  expect(await readLinkedJob(world.deps, held)).toMatchObject({ state: 'failed', errorCode: 'Ecs.0611' })
  expect(await mirrored(jobId)).toMatchObject({ state: 'failed', errorMessage: 'will not stop' })
})

test('a job that waits for a payment waits, and has failed when its order was cancelled', async () => {
  const { job_id: jobId = '', order_id: orderId = '' } = await call(
    'ecs',
    'POST',
    `/v1.1/{p}/cloudservers/${named('web-02')}/resize`,
    { resize: { flavorRef: 's6.xlarge.2' } },
  )
  const held = await requestWith([{ service: 'ecs', jobId }], orderId)
  const order = { accountId: world.accountId, orderId, orderType: 3, raw: {} }
  await world.db.insert(cloudOrder).values({ ...order, status: 6 })
  expect(await readLinkedJob(world.deps, held)).toEqual({ state: 'waiting_payment' })
  await world.cloud.control(`orders/${orderId}/cancel`, {})
  await world.db.update(cloudOrder).set({ status: 4 }).where(eq(cloudOrder.orderId, orderId))
  expect(await readLinkedJob(world.deps, held)).toEqual({ state: 'failed' })
  expect(await mirrored(jobId)).toMatchObject({ state: 'waiting_payment', errorCode: null })
})

test.each(['cph', 'workspace', 'ecs'] as const)(
  'a job that %s does not know says nothing: the resource tells',
  async (service) => {
    const jobId = service === 'cph' ? '0'.repeat(32) : '00000000-0000-4000-8000-000000000000'
    expect(await read(service, jobId)).toMatchObject({ service, id: jobId, state: 'unknown', children: [] })
    const held = await requestWith([{ service, jobId }])
    expect(await readLinkedJob(world.deps, held)).toBeUndefined()
    expect(await mirrored(jobId)).toMatchObject({ state: 'unknown' })
    await world.db.delete(cloudJob).where(eq(cloudJob.jobId, jobId))
  },
)

test('a cloud that does not answer says nothing about the job either, and the mirror stays', async () => {
  const jobId = await power('os-start', 'build-02')
  const held = await requestWith([{ service: 'ecs', jobId }])
  await world.cloud.control('faults', {
    fault: 'status-503',
    times: null,
    match: { service: 'ecs', path: 'jobs/[^/]+$' },
  })
  try {
    await expect(readLinkedJob(world.deps, held)).rejects.toMatchObject({ name: 'CloudError' })
    expect(await mirrored(jobId)).toMatchObject({ state: 'running' })
  } finally {
    await world.cloud.control('faults', undefined, 'DELETE')
  }
})
