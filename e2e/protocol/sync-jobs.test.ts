import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { cloudJob, desktop, ecsServer } from '#lib/db/mirror-schema.ts'
import { readLinkedJob } from '#lib/worker/track-job.ts'
import { syncNow } from '#lib/worker/sync.ts'
import { insertSendingRequest } from '#lib/db/testing/requests.ts'
import { cloudAccount } from '#lib/db/schema.ts'
import { writeNow } from './desktop.ts'
import { mirrorOf } from './sync.ts'
import { type World, createWorld } from './world.ts'

let world: World
let mirror: ReturnType<typeof mirrorOf>

beforeAll(async () => {
  world = await createWorld()
  mirror = mirrorOf(world)
  await syncNow(world.deps, world.accountId, ['desktops', 'ecs_servers'])
  // Nothing ends before the test has seen it run.
  await world.cloud.control('clock', { scale: 1 })
})
afterAll(() => world.close())

const look = (aheadMs = 0) => syncNow(mirror.later(aheadMs), world.accountId, ['jobs'])
const jobs = (service: 'cph' | 'workspace' | 'ecs') =>
  world.db.select().from(cloudJob).where(eq(cloudJob.service, service)).orderBy(cloudJob.jobId)
const job = async (jobId: string) => (await world.db.select().from(cloudJob).where(eq(cloudJob.jobId, jobId)))[0]

type NewJob = Partial<typeof cloudJob.$inferInsert> & { jobId: string; service: string }
const insert = (rows: NewJob[]) =>
  world.db.insert(cloudJob).values(
    rows.map((row) => ({
      accountId: world.accountId,
      kind: 'test',
      state: 'running' as const,
      startedAt: new Date(),
      ...row,
    })),
  )

const PhoneJobs = z.object({ phone_jobs: z.array(z.object({ job_id: z.string(), request_id: z.string() })) })
const ServerJobs = z.object({ server_jobs: z.array(z.object({ job_id: z.string(), server_id: z.string() })) })

test('jobs of the phone service are asked for twenty calls at a time, and followed to their end without a request', async () => {
  const { phone_jobs: made } = PhoneJobs.parse(await world.cloud.control('scale', { phone_jobs: 45 }))
  await insert(made.map(({ job_id, request_id }) => ({ jobId: job_id, service: 'cph', cloudRequestId: request_id })))
  await mirror.forgetCalls()
  await look()
  expect(await mirror.calls()).toMatchObject({ ListJobs: 3 })
  expect((await mirror.calls())['ShowJob']).toBeUndefined()
  expect((await jobs('cph')).every(({ state, polledAt }) => state === 'running' && polledAt !== null)).toBe(true)
  await world.cloud.control(`jobs/${made[0]?.job_id}/fail`, { error_code: 'CPS.0092' })
  await look()
  expect(await job(made[0]?.job_id ?? '')).toMatchObject({ state: 'failed', errorCode: 'CPS.0092' })
  await mirror.forgetCalls()
  await look()
  expect(await mirror.calls()).toMatchObject({ ListJobs: 3 })
})

test('a job whose call the phone service has forgotten is asked for by itself, and then seldom', async () => {
  await insert([{ jobId: '0'.repeat(32), service: 'cph', cloudRequestId: 'f'.repeat(32) }])
  await look()
  expect(await job('0'.repeat(32))).toMatchObject({ state: 'unknown' })
  await mirror.forgetCalls()
  await look()
  expect((await mirror.calls())['ShowJob']).toBeUndefined()
  await world.db.delete(cloudJob).where(eq(cloudJob.service, 'cph'))
})

test('jobs of desktops that were begun elsewhere are found, and cost one call to a type while they run', async () => {
  const [one] = await world.db.select().from(desktop).where(eq(desktop.name, 'TRIAL-01'))
  const [two] = await world.db.select().from(desktop).where(eq(desktop.name, 'TRIAL-02'))
  await writeNow(world, 'desktops/resize', {
    desktops: [{ desktop_id: one?.desktopId }, { desktop_id: two?.desktopId }],
    product_id: 'workspace.x86.ultimate.xlarge2',
    mode: 'STOP_DESKTOP',
  })
  await world.cloud.control('clock', { advance_seconds: 5 })
  // Types take turns: all of them have had theirs after a while.
  for (let turn = 0; turn < 16; turn += 1) await look(turn * 10_000)
  const [found] = await jobs('workspace')
  expect(found).toMatchObject({ requestId: null, kind: 'resizeDesktops', state: 'running' })
  expect(found?.children).toHaveLength(2)
  await mirror.forgetCalls()
  await look()
  expect((await mirror.calls())['ShowWorkspaceJob']).toBeUndefined()
  await world.cloud.control('clock', { advance_seconds: 45 })
  await look()
  await look()
  const half = await job(found?.jobId ?? '')
  expect(half?.children).toHaveLength(2)
  expect(half?.progress).toBeGreaterThan(50)
  await world.cloud.control('clock', { finish: true })
  await look()
  expect(await job(found?.jobId ?? '')).toMatchObject({ state: 'succeeded', progress: 100 })
})

test('a job of a server at work is not asked for until the list of servers says that it rests', async () => {
  await world.cloud.control('scale', { servers: 3 })
  const { server_jobs: made } = ServerJobs.parse(await world.cloud.control('scale', { server_jobs: 3 }))
  await insert(made.map(({ job_id, server_id }) => ({ jobId: job_id, service: 'ecs', resourceId: server_id })))
  await syncNow(world.deps, world.accountId, ['ecs_servers'])
  await mirror.forgetCalls()
  await look()
  expect((await mirror.calls())['ShowServerJob']).toBeUndefined()
  const [first] = made
  await world.cloud.control(`jobs/${first?.job_id}/fail`, { error_code: 'Ecs.0207' })
  await world.db
    .update(ecsServer)
    .set({ task: '' })
    .where(eq(ecsServer.serverId, first?.server_id ?? ''))
  await look()
  expect(await job(first?.job_id ?? '')).toMatchObject({ state: 'failed', errorCode: 'Ecs.0207' })
  expect(Object.values(await mirror.calls()).reduce((sum, calls) => sum + calls, 0)).toBeLessThan(10)
})

test('whoever follows a request believes what the round over all jobs has just heard', async () => {
  const [account] = await world.db.select().from(cloudAccount).where(eq(cloudAccount.id, world.accountId))
  if (!account) throw new Error('The account is not there')
  const people = { account, admin: world.admin, reviewer: world.reviewer, support: world.admin }
  const { id } = await insertSendingRequest(world.db, people)
  const [running] = (await jobs('ecs')).filter(({ state }) => state === 'running')
  await world.db
    .update(cloudJob)
    .set({ requestId: id, polledAt: sql`clock_timestamp()` })
    .where(eq(cloudJob.jobId, running?.jobId ?? ''))
  const patient = { ...world.deps, horizons: { ...world.deps.horizons, pollMs: 60_000 } }
  await mirror.forgetCalls()
  expect(await readLinkedJob(patient, { id, account_id: world.accountId })).toEqual({ state: 'running' })
  expect(await mirror.calls()).toEqual({})
})

test('a job that a look saw before its answer was recorded belongs to the request all the same', async () => {
  const [account] = await world.db.select().from(cloudAccount).where(eq(cloudAccount.id, world.accountId))
  if (!account) throw new Error('The account is not there')
  const people = { account, admin: world.admin, reviewer: world.reviewer, support: world.admin }
  const { id: requestId } = await insertSendingRequest(world.db, people)
  await insert([{ jobId: 'seen-first', service: 'workspace', kind: 'resizeDesktops', progress: 40 }])
  const recorded = { jobId: 'seen-first', service: 'workspace', kind: 'change-desktop', requestId }
  await world.db
    .insert(cloudJob)
    .values({ ...recorded, accountId: world.accountId, state: 'running', startedAt: new Date() })
    .onConflictDoNothing()
  expect(await job('seen-first')).toMatchObject({ requestId, kind: 'change-desktop', progress: 40 })
})
