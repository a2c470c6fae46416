import { and, eq, isNotNull, notLike } from 'drizzle-orm'
import { attempt } from '../db/schema.ts'
import { sealAnswer } from '../requests/sealed-answer.ts'
import type { WorkerDeps } from './deps.ts'

const batch = 200

/** Seals the answers that were kept in plain text before there was a seal. Finds none when it ran before. */
export async function sealOldAnswers(deps: WorkerDeps): Promise<void> {
  for (;;) {
    const rows = await deps.db
      .select({ id: attempt.id, answer: attempt.answer })
      .from(attempt)
      .where(and(isNotNull(attempt.answer), notLike(attempt.answer, 'v_.%')))
      .limit(batch)
    if (rows.length === 0) return
    for (const { id, answer } of rows) {
      if (answer === null) continue
      await deps.db
        .update(attempt)
        .set({ answer: sealAnswer(answer, id, deps.dataKey) })
        .where(and(eq(attempt.id, id), eq(attempt.answer, answer)))
    }
  }
}
