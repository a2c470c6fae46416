import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { isDemoEmail } from '#lib/auth/demo-people.ts'
import { roles } from '#lib/auth/permissions.ts'
import { type Context, requirePermission } from '#lib/context.ts'
import type { Queryable } from '#lib/db/client.ts'
import { person } from '#lib/db/schema.ts'
import { AppError } from '#lib/errors.ts'
import { record } from '#lib/requests/store.ts'
import { makeLink } from './links.ts'
import { give } from './roles.ts'

export const Invite = z.strictObject({
  email: z.email('errors.emailWrong').max(254, 'errors.emailWrong').toLowerCase(),
  name: z.string().trim().min(1, 'errors.required').max(120),
  accountId: z.uuid(),
  roles: z.array(z.enum(roles)).min(1, 'errors.roleMissing').max(roles.length),
})
export type Invite = z.output<typeof Invite>

/**
 * Lets a new person in by a link that is shown this once, with roles on one account; those that spend or approve wait for
 * a second owner (`asked`). Somebody the console knows already gets the roles and no link.
 */
export async function invite(
  ctx: Context,
  { email, name, accountId, roles: wanted }: Invite,
): Promise<{ asked: boolean; token?: string }> {
  requirePermission(ctx, 'person:manage', { accountId })
  // These are let in by demo mode alone.
  if (isDemoEmail(email)) throw new AppError('invalid', 'errors.emailWrong', { fields: { email: 'errors.emailWrong' } })
  return ctx.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${email}, 4025))`)
    const [known] = await tx.select().from(person).where(eq(person.email, email))
    if (known?.disabledAt) throw new AppError('conflict', 'errors.personDisabled')
    const personId = known?.id ?? (await createPerson(tx, email, name))
    const by = { kind: 'person', id: ctx.actor.personId } as const
    await record(tx, { event: 'person.invite', by, accountId, detail: { personId, email } })
    const outcomes = []
    for (const role of new Set(wanted)) outcomes.push(await give(tx, ctx, { personId, accountId, role }))
    const asked = outcomes.some(({ outcome }) => outcome === 'asked')
    // Who signs in already needs no link, and a new one would be a way into their place.
    return known ? { asked } : { asked, token: await makeLink(tx, ctx, personId) }
  })
}

async function createPerson(tx: Queryable, email: string, name: string): Promise<string> {
  const [created] = await tx.insert(person).values({ email, name }).returning({ id: person.id })
  if (!created) throw new Error('The person was not written')
  return created.id
}
