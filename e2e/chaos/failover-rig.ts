import { Client } from 'pg'
import { openDatabase } from '#lib/db/client.ts'
import { ensureDatabase } from '#lib/db/embedded.ts'
import { migrate } from '#lib/db/migrate.ts'
import { type PretendCloud, startPretendCloud } from '../cloud.ts'
import { Gate } from './gate.ts'
import { type Evidence, readEvidence } from './oracle.ts'
import { PostgresPair } from './postgres-pair.ts'
import { type Lane, furnish, openLane } from './rig.ts'

export type FailoverRig = {
  cloud: PretendCloud
  gate: Gate
  pair: PostgresPair
  lanes: Lane[]
  strayed: string[]
  /** What the databases knew that are no more. */
  lost: Evidence[]
  /** When another database took over. */
  replacedAt: Date[]
  close(): Promise<void>
}

/** The protocol's times for this rig, in milliseconds: all lanes reach their places within one send. */
const failoverTimes = { absentAfterMs: 6000, sendMs: 4000, pollMs: 150 }

/** Starts a pair of Postgres servers, a pretend cloud, and so many lanes with so many workers each. */
export async function openFailoverRig(wanted: { lanes: number; workers: number; cells: number }): Promise<FailoverRig> {
  const [pair, cloud] = await Promise.all([PostgresPair.open(), startPretendCloud()])
  await furnish(cloud, wanted.cells)
  await ensureDatabase(pair.url('postgres'), 'chaos')
  await migrate(pair.url('chaos'))
  const gate = new Gate()
  await gate.open()
  const strayed: string[] = []
  const lanes: Lane[] = []
  const client = new Client({ connectionString: pair.url('postgres') })
  await client.connect()
  for (let index = 1; index <= wanted.lanes; index += 1) {
    await client.query(`create database chaos_${index} template chaos`)
    const ground = { url: pair.url(`chaos_${index}`), cloud, door: gate, workers: wanted.workers, strayed }
    lanes.push(await openLane({ ...ground, times: failoverTimes }))
  }
  await client.end()
  return {
    cloud,
    gate,
    pair,
    lanes,
    strayed,
    lost: [],
    replacedAt: [],
    async close() {
      await Promise.all(lanes.map(({ crew }) => crew.dismiss()))
      await gate.close()
      await Promise.all(lanes.map(({ slot }) => slot.close()))
      await cloud.stop()
      await Promise.all(lanes.map(({ db }) => db.$client.end()))
      await pair.close()
    },
  }
}

/** What the primary knew that was lost, lane by lane. */
export async function readLost({ pair, lanes }: FailoverRig): Promise<Evidence[]> {
  return await pair.readLost(async (url) => {
    const found: Evidence[] = []
    for (const index of lanes.keys()) {
      const db = openDatabase(url(`chaos_${index + 1}`), { app: 'chaos', max: 4 })
      found.push(await readEvidence(db))
      await db.$client.end()
    }
    return found
  })
}
