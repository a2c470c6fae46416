import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, createTestDatabase } from '#lib/db/testing/database.ts'
import { callBudget } from './call-budget.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const list = { service: 'cph', api: 'cph.listServers' } as const

/** Milliseconds that so many calls together wait for their turns. */
async function timeOf(takes: readonly Promise<void>[]): Promise<number> {
  const from = performance.now()
  await Promise.all(takes)
  return performance.now() - from
}

/** Whether the next call would have to wait for its turn. */
async function mustWait(domainId: string, api: string): Promise<boolean> {
  const { rows } = await database.db.execute(
    sql`select taken_until > clock_timestamp() as waits from call_slot where domain_id = ${domainId} and api = ${api}`,
  )
  return rows[0]?.waits === true
}

async function pauseUntil(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue())) continue
}

describe('the calls of one customer', () => {
  test('go on at once as long as they are few', async () => {
    const budget = callBudget(database.db, 'quiet')
    await Promise.all([budget.take(list), budget.take(list), budget.take(list)])
    expect(await mustWait('quiet', list.api)).toBe(false)
  })

  test('of one API take turns, ten a second, whoever makes them', async () => {
    const [one, other] = [callBudget(database.db, 'shared'), callBudget(database.db, 'shared')]
    const takes = Array.from({ length: 10 }, () => [one.take(list), other.take(list)]).flat()
    const ms = await timeOf(takes)
    // Five at once, the other fifteen a tenth of a second apart.
    expect(ms).toBeGreaterThan(1300)
  })

  test('of another API or customer have turns of their own', async () => {
    const budget = callBudget(database.db, 'busy')
    const takes = Array.from({ length: 8 }, () => budget.take(list))
    await Promise.all([budget.take({ service: 'bss', api: 'bss.pay' }), callBudget(database.db, 'idle').take(list)])
    expect(await mustWait('busy', 'bss.pay')).toBe(false)
    expect(await mustWait('idle', list.api)).toBe(false)
    await Promise.all(takes)
  })

  test('go first where people or purchases wait for them: patient ones wait until nobody does', async () => {
    const [first, patient] = [callBudget(database.db, 'both'), callBudget(database.db, 'both', { isPatient: true })]
    const ended: string[] = []
    const take = async (name: string, turn: Promise<void>) => void ended.push((await turn, name))
    const early = Array.from({ length: 8 }, () => take('first', first.take(list)))
    await pauseUntil(() => mustWait('both', list.api))
    await Promise.all([...early, take('patient', patient.take(list)), take('first', first.take(list))])
    expect(ended).toHaveLength(10)
    expect(ended.at(-1)).toBe('patient')
  })

  test('are refused, and take no turn, when more than half a minute of them waits', async () => {
    await database.db.execute(
      sql`insert into call_slot values ('full', 'bss.pay', clock_timestamp() + interval '31 seconds')`,
    )
    const pay = { service: 'bss', api: 'bss.pay' } as const
    await expect(callBudget(database.db, 'full').take(pay)).rejects.toMatchObject({ code: 'client.busy' })
    const { rows } = await database.db.execute(
      sql`select taken_until < clock_timestamp() + interval '31 seconds' as same from call_slot where domain_id = 'full'`,
    )
    expect(rows).toEqual([{ same: true }])
  })
})
