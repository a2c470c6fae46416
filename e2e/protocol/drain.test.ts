import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { loadDocument } from '#lib/requests/load.ts'
import { stopProcess } from '../cloud.ts'
import { type World, createWorld } from './world.ts'

// Real workers that are told to stop while the cloud has not answered yet.

let world: World
let disk: string
const workers = new Set<ChildProcess>()
beforeAll(async () => {
  world = await createWorld()
  disk = await mkdtemp(join(tmpdir(), 'countersign-drain-'))
})
afterEach(async () => {
  await Promise.all([...workers].map(stopProcess))
  workers.clear()
})
afterAll(async () => {
  await world.close()
  await rm(disk, { recursive: true })
})

function startWorker(drainSeconds: number): ChildProcess {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../lib/worker/main.ts')], {
    env: {
      ...process.env,
      NODE_ENV: 'test',
      LOG_LEVEL: 'fatal',
      COUNTERSIGN_SPOOL_DIR: disk,
      COUNTERSIGN_ABSENT_AFTER_MS: String(30 * 60_000),
      COUNTERSIGN_SEND_TIMEOUT_MS: '10000',
      COUNTERSIGN_SYNC_MS: String(3_600_000),
      COUNTERSIGN_DRAIN_SECONDS: String(drainSeconds),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  workers.add(child)
  return child
}

const spoil = (fault: Record<string, unknown>) =>
  world.cloud.control('faults', {
    when: 'after',
    times: 1,
    match: { method: 'POST', path: 'cloud-phone/servers$' },
    ...fault,
  })

const becomes = (id: string, state: string) =>
  expect.poll(async () => (await world.row(id)).state, { timeout: 60_000, interval: 50 }).toBe(state)

async function isBoughtOnce(id: string): Promise<void> {
  const { name } = await loadDocument(world.db, id, (await world.row(id)).version)
  expect((await world.cloud.purchases()).filter((row) => row.body?.includes(name))).toHaveLength(1)
}

test('a worker that stops waits for the answer that is on its way, and leaves nothing taken', async () => {
  await spoil({ fault: 'slow', seconds: 3 })
  const id = await world.approved()
  const worker = startWorker(30)
  await becomes(id, 'sending')
  worker.kill('SIGTERM')
  expect(await once(worker, 'exit')).toEqual([0, null])
  const { state, leaseUntil } = await world.row(id)
  expect(state).not.toMatch(/sending|not_known/)
  expect(leaseUntil).toBeNull()
  await isBoughtOnce(id)
}, 90_000)

test('a worker that may wait no longer leaves the call to the next one, which looks it up and does not send it again', async () => {
  await spoil({ fault: 'hang' })
  const id = await world.approved()
  const worker = startWorker(1)
  await becomes(id, 'sending')
  worker.kill('SIGTERM')
  expect(await once(worker, 'exit')).toEqual([1, null])
  expect((await world.row(id)).state).toBe('sending')
  startWorker(30)
  await becomes(id, 'done')
  await isBoughtOnce(id)
}, 120_000)
