import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Database } from '../db/client.ts'
import { AppError, withParams } from '../errors.ts'
import type { EntryPoint } from './manifest.ts'

/** So many may follow each other at once; then one in so many seconds. No person's hands come near either. */
const paces = {
  price: { most: 240, everySeconds: 0.5, message: 'errors.tooManyPrices' },
  submit: { most: 240, everySeconds: 2, message: 'errors.tooManySubmitted' },
} as const

/** What costs signed calls of the cloud each time that somebody asks. */
const paced: Partial<Record<EntryPoint, keyof typeof paces>> = {
  'GET /api/accounts/[accountId]/quote': 'price',
  'request.submit': 'submit',
  'request.resubmit': 'submit',
}

/**
 * Takes the next turn of a person at an entry point that has a pace, whichever process they are at. Throws `too_many`, with the
 * seconds after which to go on, when theirs are used up; what is refused takes no turn.
 */
export async function keepPace(db: Database, name: EntryPoint, personId: string): Promise<void> {
  const what = paced[name]
  if (what === undefined) return
  const { most, everySeconds, message } = paces[what]
  const { rows: taken } = await db.execute(sql`
    insert into person_pace as pace (person_id, what, taken_until)
    values (${personId}, ${what}, clock_timestamp() + ${everySeconds} * interval '1 second')
    on conflict (person_id, what) do update
      set taken_until = greatest(pace.taken_until, clock_timestamp()) + ${everySeconds} * interval '1 second'
      where pace.taken_until <= clock_timestamp() + ${(most - 1) * everySeconds} * interval '1 second'
    returning 1`)
  if (taken.length > 0) return
  const { rows } = await db.execute(sql`
    select extract(epoch from taken_until - clock_timestamp()) - ${(most - 1) * everySeconds} as seconds
    from person_pace where person_id = ${personId} and what = ${what}`)
  const wait = z.tuple([z.object({ seconds: z.coerce.number() })]).parse(rows)[0].seconds
  throw new AppError('too_many', withParams(message, { seconds: Math.max(1, Math.ceil(wait)) }))
}
