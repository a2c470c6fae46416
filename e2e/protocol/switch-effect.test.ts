import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { showJob } from '#lib/cloud/services/cph-jobs.ts'
import { allPhones } from '#lib/cloud/services/cph-phones.ts'
import { showServer } from '#lib/cloud/services/cph-servers.ts'
import { phoneServer } from '#lib/db/mirror-schema.ts'
import { readPhones } from '#lib/inventory/phone-server-face.ts'
import type { Effect } from '#lib/operations/kit.ts'
import { probeEffect } from '#lib/worker/effects/probe.ts'
import { syncNow } from '#lib/worker/sync.ts'
import { type World, createWorld } from './world.ts'

let world: World

beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

/** The server of the vendor's example. */
const serverId = '1234567b8bab40ffb711234cb80d0234'
const body = {
  phone_model_name: 'kg1.cp.c20.d64SSD.e1v1',
  image_id: '20060220200717f201120a2300000e91',
  tenant_vpc_id: 'fca063f6-b942-42a8-9004-e5545f58d6a2',
  nics: [{ subnet_id: 'f1cbfc37-eb42-4357-a0ec-9e4f11950908' }],
  public_ip: { count: 0 },
  band_width: { band_width_share_type: 0, band_width_size: 300, band_width_charge_mode: 1 },
}

async function reviewed(): Promise<Extract<Effect, { kind: 'phone_server_switched' }>> {
  const reads = await world.deps.reads(world.accountId)
  const [server, phones] = await Promise.all([showServer(reads, serverId), allPhones(reads, { serverId })])
  const { serverModel = '', phoneModel = '' } = server
  return {
    kind: 'phone_server_switched',
    serverId,
    was: { serverModel, phoneModel, phoneIds: phones.map(({ id }) => id) },
  }
}

/** Switches the server behind the console's back; returns the id of the job. */
async function switchNow(): Promise<string> {
  const cloud = await world.deps.spends(world.accountId)
  const path = `/v2/${cloud.projectId}/cloud-phone/servers/${serverId}/change`
  const call = { service: 'cph', method: 'POST', path, body: JSON.stringify(body), api: 'cph.change' } as const
  const answer = await cloud.sendWrite(
    await cloud.prepareWrite({ ...call, refusals: new Set<string>(), isAccepted: () => true }),
  )
  if (answer.kind !== 'accepted') throw new Error(`The pretend cloud did not switch: ${JSON.stringify(answer)}`)
  return String(Reflect.get(Object(answer.body), 'job_id'))
}

const probe = async (effect: Effect) => await probeEffect(await world.deps.reads(world.accountId), effect)

test('a switch is seen by its phones: before, moving, reached, and what was reviewed is then no more', async () => {
  const effect = await reviewed()
  expect(effect.was.phoneIds.length).toBeGreaterThan(0)
  expect(await probe(effect)).toMatchObject({ state: 'before', resourceIds: [serverId] })
  await world.cloud.control('clock', { scale: 1 })
  const jobId = await switchNow()
  const reads = await world.deps.reads(world.accountId)
  expect((await showJob(reads, jobId)).state).toBe('running')
  expect((await probe(effect)).state).toBe('moving')
  await world.cloud.control('clock', { finish: true })
  expect(await showJob(reads, jobId)).toMatchObject({ state: 'succeeded', serverId })
  expect(await probe(effect)).toMatchObject({ state: 'reached', delivered: 1 })
})

test('a switch that nobody here asked for is mirrored with its new phones, though the server looks the same', async () => {
  const mirrored = async () => {
    await syncNow(world.deps, world.accountId, ['phone_servers'])
    const [row] = await world.db.select().from(phoneServer).where(eq(phoneServer.serverId, serverId))
    return readPhones(row?.phones).map(({ id }) => id)
  }
  const before = await mirrored()
  await switchNow()
  await world.cloud.control('clock', { advance_seconds: 3600 })
  const after = await mirrored()
  expect(after).toHaveLength(before.length)
  expect(after.filter((id) => before.includes(id))).toEqual([])
})

test('a switch that failed leaves an abnormal server, and its job says why', async () => {
  const effect = await reviewed()
  const jobId = await switchNow()
  await world.cloud.control(`jobs/${jobId}/fail`, {})
  expect(await showJob(await world.deps.reads(world.accountId), jobId)).toMatchObject({
    state: 'failed',
    errorCode: 'CPS.0092',
  })
  expect(await probe(effect)).toMatchObject({ state: 'failed', words: 'reasons.serverAbnormal' })
})

test('a server that was deleted is gone for every effect', async () => {
  const effect = await reviewed()
  await world.cloud.control(`servers/${serverId}`, undefined, 'DELETE')
  expect(await probe(effect)).toMatchObject({ state: 'failed', words: 'reasons.targetGone' })
  const flavors = { serverModel: 'a', phoneModel: 'b' }
  expect(await probe({ kind: 'phone_server_flavors', serverId, was: flavors, becomes: flavors })).toMatchObject({
    state: 'failed',
    words: 'reasons.targetGone',
  })
})
