import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ensureDatabase } from '#lib/db/embedded.ts'
import { migrate } from '#lib/db/migrate.ts'
import { runFailovers } from './failover.ts'
import { type FailoverCell, failoverCells, kinds } from './failover-plan.ts'
import { type FailoverRig, openFailoverRig } from './failover-rig.ts'
import { killPoints, operationKeys } from './plan.ts'
import { PostgresPair } from './postgres-pair.ts'

test('every way of losing the database meets every place where a worker may be', () => {
  const cells = failoverCells(operationKeys, 7 * killPoints.length, 1)
  const met = new Set(cells.map(({ kind, at }) => `${kind} ${at}`))
  expect(met.size).toBe(kinds.length * killPoints.length)
})

test('a standby is another database from the moment it takes over, however late its first checkpoint', async () => {
  const pair = await PostgresPair.open()
  try {
    await ensureDatabase(pair.url('postgres'), 'console')
    await migrate(pair.url('console'))
    await ask(
      pair,
      `insert into database_identity (system_identifier, timeline, database_oid) select
        (select system_identifier::text from pg_control_system()), database_timeline(),
        (select oid from pg_database where datname = current_database())`,
    )
    await pair.follow('sync')
    // Enough to be written that its checkpoint takes minutes.
    await ask(pair, "create table much as select repeat('x', 500) as words from generate_series(1, 60000)")
    const isKnown = 'select database_is_known() as known, (select timeline_id from pg_control_checkpoint()) as noted'
    expect(await ask(pair, isKnown)).toEqual([{ known: true, noted: 1 }])
    await pair.kill()
    await pair.promote()
    expect(await ask(pair, isKnown)).toEqual([{ known: false, noted: 1 }])
  } finally {
    await pair.close()
  }
})

async function ask(pair: PostgresPair, statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString: pair.url('console') })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows
  } finally {
    await client.end()
  }
}

describe('a slice of it', () => {
  let rig: FailoverRig
  beforeAll(async () => {
    rig = await openFailoverRig({ lanes: slice.length / 2, workers: 1, cells: slice.length })
  }, 120_000)
  afterAll(() => rig.close())

  test('breaks no rule, and sends nothing again that the lost database had sent', { timeout: 240_000 }, async () => {
    const report = await runFailovers(rig, slice, () => undefined)
    expect(report.violations).toEqual([])
    expect(report.frozen).toBe(slice.length / 2)
    expect(report.forgottenCalls).toBeGreaterThan(0)
    const other = report.results.filter(({ state }, index) => !slice[index]?.ends.includes(state))
    expect(other).toEqual([])
  })
})

const buy = { operation: 'buy-phone-servers' } as const
const slice: readonly (FailoverCell & { ends: readonly string[] })[] = [
  // An intent that nobody may have used in time is never used.
  { ...buy, kind: 'restart', at: 'intent', act: 'goes-on-without', ends: ['done', 'absent'] },
  { ...buy, kind: 'restart', at: 'answering', act: 'dies', ends: ['done'] },
  { ...buy, kind: 'restart', at: 'pay_answered', act: 'goes-on-after', ends: ['done'] },
  { ...buy, kind: 'restart', at: 'recorded', act: 'dies', ends: ['done'] },
  // Its call is forgotten, its order unpaid.
  { ...buy, kind: 'lost-tail', tailFrom: 'claimed', at: 'recorded', act: 'dies', ends: ['held'] },
  // Its payment is forgotten.
  { ...buy, kind: 'lost-tail', tailFrom: 'recorded', at: 'pay_recorded', act: 'goes-on-after', ends: ['done'] },
  // Its approval is forgotten and given again, its order is paid.
  { ...buy, kind: 'lost-tail', tailFrom: 'asked', at: 'pay_answered', act: 'goes-on-without', ends: ['held'] },
  // It is forgotten as a whole.
  { ...buy, kind: 'lost-tail', tailFrom: 'nothing', at: 'answered', act: 'dies', ends: ['gone'] },
]
