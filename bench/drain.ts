import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { createTransport } from '#lib/cloud/transport.ts'
import { requestVersion } from '#lib/db/schema.ts'
import type { PretendCloud } from '../e2e/cloud.ts'
import { type Suite, measure } from './measure.ts'
import { openStand, type Stand, statesOf } from './stand.ts'

const requests = 1_000
const workers = 2
/** Calls of one API in a second: the lowest limit that the vendor's reference names, and the one its gateway was seen to quote. */
const perSecond = 10
/** Ten times what it should take. */
const patienceMs = (requests / perSecond) * 10_000
const bareCalls = 200

/** A thousand approved purchases: how fast two workers send them, beside a bare loop of signed calls under the same limit. */
export const drain: Suite = {
  name: 'drain',
  async run() {
    const stand = await openStand()
    try {
      await approveAll(stand)
      await stand.cloud.control('options', { throttlePerSecond: perSecond })
      const other = await bareRate(stand)
      const ours = await drainRate(stand)
      return [
        measure({
          name: 'approved purchases sent a second by two workers against a bare loop of signed calls',
          value: ours / other,
          unit: '×',
          budget: 0.8,
          better: 'higher',
          sides: { ours: Math.round(ours * 100) / 100, other: Math.round(other * 100) / 100 },
        }),
      ]
    } finally {
      await stand.close()
    }
  },
}

async function approveAll(stand: Stand): Promise<void> {
  const left = Array.from({ length: requests }, (_, index) => index)
  const lane = async () => {
    for (let index = left.shift(); index !== undefined; index = left.shift()) await stand.approvePurchase(index)
  }
  await Promise.all(Array.from({ length: 8 }, lane))
}

/** Signed purchases a second in a loop that does nothing else: a throttled call is sent again when the limit allows. */
async function bareRate({ cloud, db }: Stand): Promise<number> {
  const credentials = await cloud.credentials()
  const key = credentials.find((row) => row.kind === 'spend')
  const [version] = await db.select({ body: requestVersion.body }).from(requestVersion).limit(1)
  if (!key || !version) throw new Error('There is nothing to send')
  const transport = createTransport({
    projectId: key.project_id,
    domainId: key.domain_id,
    credentials: async () => ({ kind: 'access_key', accessKey: key.ak, secretKey: key.sk }),
    resolve: () => cloud.url,
    clock: { now: () => new Date() },
  })
  const path = `/v2/${key.project_id}/cloud-phone/servers`
  const from = performance.now()
  for (let sent = 0; sent < bareCalls;) {
    const body = version.body.replace(/"server_name":"[^"]*"/, `"server_name":"bare-${randomUUID().slice(0, 8)}"`)
    const call = {
      service: 'cph',
      method: 'POST',
      path,
      body,
      api: 'bench',
      refusals: new Set<string>(),
      isAccepted: () => true,
    } as const
    const answer = await transport.sendWrite(await transport.prepareWrite(call))
    if (answer.kind === 'accepted') sent += 1
    else await pause(1000 / perSecond / 4)
  }
  transport.close()
  return (bareCalls * 1000) / (performance.now() - from)
}

/** From the hiring of the workers until the cloud has accepted the last purchase. */
async function drainRate({ cloud, crew, db }: Stand): Promise<number> {
  const before = new Set((await accepted(cloud)).map((row) => row.body_sha256))
  const from = Date.now()
  crew.hire(workers)
  for (;;) {
    await pause(2_000)
    const sent = (await accepted(cloud)).filter((row) => !before.has(row.body_sha256))
    if (sent.length >= requests) {
      const last = Math.max(...sent.map((row) => Date.parse(row.at)))
      return (requests * 1000) / (last - from)
    }
    if (Date.now() - from > patienceMs)
      throw new Error(`Only ${sent.length} of ${requests} were sent: ${await statesOf(db)}`)
  }
}

const accepted = async (cloud: PretendCloud) => (await cloud.purchases()).filter((row) => row.outcome === 'accepted')
