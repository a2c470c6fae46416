import { and, eq, inArray, isNull } from 'drizzle-orm'
import { isLive } from '../auth/sessions.ts'
import type { Queryable } from '../db/client.ts'
import { membership, person, session } from '../db/schema.ts'
import type { CheckSessions } from './hub.ts'

/** Asks which sessions still live, and which accounts their people have a role on now. Asking is no activity. */
export const livingSessions =
  (db: Queryable): CheckSessions =>
  async (sessionIdHashes) => {
    const rows = await db
      .select({ idHash: session.idHash, accountId: membership.accountId })
      .from(session)
      .innerJoin(person, eq(person.id, session.personId))
      .leftJoin(membership, eq(membership.personId, person.id))
      .where(and(inArray(session.idHash, sessionIdHashes), isNull(session.needs), isLive))
    const living = new Map<string, Set<string>>()
    for (const { idHash, accountId } of rows) {
      const accounts = living.get(idHash) ?? new Set()
      if (accountId !== null) accounts.add(accountId)
      living.set(idHash, accounts)
    }
    return living
  }
