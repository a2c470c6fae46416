import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Call } from '../cloud/call.ts'
import { clientError } from '../cloud/errors.ts'
import type { Database } from '../db/client.ts'

/**
 * Calls a second that one customer may make of one API. The billing service documents its own (billing.md §1); of the others
 * no numbers are published, and ten a second is the lowest that their gateway was seen to name.
 */
const perSecond: Readonly<Record<string, number>> = {
  'bss.onDemandRate': 20,
  'bss.subscribeRate': 30,
  'bss.balances': 20,
}
const perSecondElsewhere = 10

/** So many calls may follow each other at once after a pause: half a second's worth. */
const burstSeconds = 0.5
/** Who would wait longer is told so. */
const waitMaxSeconds = 30
const patientPauseMs = 200

const Taken = z.tuple([z.object({ wait_ms: z.coerce.number() })])

type Budgeted = Pick<Call, 'api' | 'service'>

/**
 * The calls that all processes together may make for one customer: `take` waits for the turn of an API. Those that are
 * `patient` take one only where nobody else waits. Throws CloudError `client.busy` when the turn is half a minute away.
 */
export const callBudget = (db: Database, domainId: string, { isPatient = false } = {}) => ({
  async take({ api, service }: Budgeted): Promise<void> {
    for (let waitedMs = 0; waitedMs <= waitMaxSeconds * 1000; waitedMs += patientPauseMs) {
      const waitMs = await turnOf(db, { domainId, api }, isPatient ? 0 : waitMaxSeconds)
      if (waitMs !== undefined) return void (waitMs > 0 && (await pause(waitMs)))
      if (!isPatient) break
      await pause(patientPauseMs)
    }
    throw clientError(service, 'client.busy', `More than ${waitMaxSeconds} s of calls wait already.`)
  },
})

/** Takes the next turn and says in how many milliseconds it comes; undefined where so many seconds are taken already. */
async function turnOf(
  db: Database,
  { domainId, api }: { domainId: string; api: string },
  takenMaxSeconds: number,
): Promise<number | undefined> {
  const seconds = 1 / (perSecond[api] ?? perSecondElsewhere)
  const { rows } = await db.execute(sql`
    insert into call_slot as slot (domain_id, api, taken_until)
    values (${domainId}, ${api}, clock_timestamp() - ${burstSeconds - seconds} * interval '1 second')
    on conflict (domain_id, api) do update set taken_until = ${seconds} * interval '1 second'
        + greatest(slot.taken_until, clock_timestamp() - ${burstSeconds} * interval '1 second')
      where slot.taken_until <= clock_timestamp() + ${takenMaxSeconds} * interval '1 second'
    returning extract(epoch from taken_until - clock_timestamp()) * 1000 - ${seconds * 1000} as wait_ms`)
  return rows.length === 0 ? undefined : Taken.parse(rows)[0].wait_ms
}
