import { and, eq, isNull } from 'drizzle-orm'
import type { SessionContext } from '../context.ts'
import { membership, person, session } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import { isLive } from './sessions.ts'

/**
 * For what goes on long after it was asked for. Throws `forbidden` where the session that asked has ended since, or a role that
 * its person had then was taken away. Asking is no activity.
 */
export async function requireStillThere({ db, actor, session: asked }: SessionContext): Promise<void> {
  const rows = await db
    .select({ accountId: membership.accountId, role: membership.role })
    .from(session)
    .innerJoin(person, eq(person.id, session.personId))
    .leftJoin(membership, eq(membership.personId, person.id))
    .where(and(eq(session.lineage, asked.lineage), isNull(session.needs), isLive))
  const isHeld = (had: (typeof actor.memberships)[number]) =>
    rows.some(({ accountId, role }) => accountId === had.accountId && role === had.role)
  if (rows.length === 0 || !actor.memberships.every(isHeld)) throw new AppError('forbidden', 'errors.noLongerThere')
}
