import { and, asc, eq, gt, isNotNull, ne } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { secondFactor } from '../db/people-schema.ts'
import { attempt, cloudAccount } from '../db/schema.ts'
import { isSealed, rewrap } from './secrets.ts'

const batch = 500

/**
 * Puts everything that is sealed in the database under the first of `dataKeys`, so that the others can be taken away. May
 * run beside web and worker, and again. Returns how many read keys, answers and authenticator apps it changed. Throws when
 * something was sealed under none of `dataKeys`, or was changed.
 */
export async function rewrapAll(
  db: Database,
  dataKeys: string,
): Promise<{ readKeys: number; answers: number; apps: number }> {
  return {
    readKeys: await rewrapReadKeys(db, dataKeys),
    answers: await rewrapAnswers(db, dataKeys),
    apps: await rewrapApps(db, dataKeys),
  }
}

async function rewrapApps(db: Database, dataKeys: string): Promise<number> {
  let changed = 0
  const rows = await db.select({ id: secondFactor.id, sealed: secondFactor.secretSealed }).from(secondFactor)
  for (const { id, sealed } of rows) {
    const again = sealed === null ? undefined : rewrap(sealed, { factorId: id, field: 'totp' }, dataKeys)
    if (again === undefined) continue
    const { rowCount } = await db.update(secondFactor).set({ secretSealed: again }).where(eq(secondFactor.id, id))
    changed += rowCount ?? 0
  }
  return changed
}

async function rewrapReadKeys(db: Database, dataKeys: string): Promise<number> {
  let changed = 0
  const rows = await db
    .select({ id: cloudAccount.id, sealed: cloudAccount.readSecretSealed })
    .from(cloudAccount)
    .where(ne(cloudAccount.state, 'retired'))
  for (const { id, sealed } of rows) {
    const again = rewrap(sealed, { accountId: id, field: 'read' }, dataKeys)
    if (again === undefined) continue
    // Not what somebody replaced meanwhile: that is under the first key already.
    const { rowCount } = await db
      .update(cloudAccount)
      .set({ readSecretSealed: again })
      .where(and(eq(cloudAccount.id, id), eq(cloudAccount.readSecretSealed, sealed)))
    changed += rowCount ?? 0
  }
  return changed
}

async function rewrapAnswers(db: Database, dataKeys: string): Promise<number> {
  let changed = 0
  for (let after: string | undefined; ;) {
    const rows = await db
      .select({ id: attempt.id, answer: attempt.answer })
      .from(attempt)
      .where(and(isNotNull(attempt.answer), after === undefined ? undefined : gt(attempt.id, after)))
      .orderBy(asc(attempt.id))
      .limit(batch)
    for (const { id, answer } of rows) {
      // An answer from before there was a seal gets one when a worker starts.
      if (answer === null || !isSealed(answer)) continue
      const again = rewrap(answer, { attemptId: id, field: 'answer' }, dataKeys)
      if (again === undefined) continue
      const { rowCount } = await db
        .update(attempt)
        .set({ answer: again })
        .where(and(eq(attempt.id, id), eq(attempt.answer, answer)))
      changed += rowCount ?? 0
    }
    after = rows.at(-1)?.id
    if (rows.length < batch) return changed
  }
}
