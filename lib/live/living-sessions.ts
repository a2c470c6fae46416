import { and, eq, inArray, isNull } from 'drizzle-orm'
import { isLive } from '../auth/sessions.ts'
import type { Membership } from '../auth/permissions.ts'
import type { Queryable } from '../db/client.ts'
import { membership, person, session } from '../db/schema.ts'
import type { CheckSessions } from './hub.ts'

/** Asks which sessions still live, and which roles their people hold now. Asking is no activity. */
export const livingSessions =
  (db: Queryable): CheckSessions =>
  async (sessionIdHashes) => {
    const rows = await db
      .select({ idHash: session.idHash, accountId: membership.accountId, role: membership.role })
      .from(session)
      .innerJoin(person, eq(person.id, session.personId))
      .leftJoin(membership, eq(membership.personId, person.id))
      .where(and(inArray(session.idHash, sessionIdHashes), isNull(session.needs), isLive))
    const living = new Map<string, Membership[]>()
    for (const { idHash, accountId, role } of rows) {
      const memberships = living.get(idHash) ?? []
      if (accountId !== null && role !== null) memberships.push({ accountId, role })
      living.set(idHash, memberships)
    }
    return living
  }
