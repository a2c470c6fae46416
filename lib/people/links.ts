import { createHash, randomBytes } from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { hashPassword } from '#lib/auth/passwords.ts'
import { endSessionsOf } from '#lib/auth/sessions.ts'
import { type Context, requireAnywhere } from '#lib/context.ts'
import type { Queryable } from '#lib/db/client.ts'
import { personLink } from '#lib/db/people-schema.ts'
import { person } from '#lib/db/schema.ts'
import { AppError } from '#lib/errors.ts'
import { record } from '#lib/requests/store.ts'
import { askSecondOwner } from './ask.ts'
import { passwordProblem } from './password-rules.ts'
import { findManaged, weighty } from './reach.ts'

const linkDaysMax = 7

const digest = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Makes the one link of a person that opens, for seven days; an earlier one is dead. Only its digest is kept. */
export async function makeLink(tx: Queryable, { actor }: Context, personId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await revokeLinks(tx, personId)
  await tx.insert(personLink).values({
    tokenHash: digest(token),
    personId,
    madeBy: actor.personId,
    expiresAt: sql`clock_timestamp() + make_interval(days => ${linkDaysMax})`,
  })
  await record(tx, { event: 'person.link', by: { kind: 'person', id: actor.personId }, detail: { personId } })
  return token
}

export const revokeLinks = (tx: Queryable, personId: string) =>
  tx
    .update(personLink)
    .set({ revokedAt: sql`clock_timestamp()` })
    .where(and(eq(personLink.personId, personId), isNull(personLink.usedAt), isNull(personLink.revokedAt)))

export const PersonId = z.strictObject({ personId: z.uuid() })
export type PersonId = z.output<typeof PersonId>

/**
 * A new link for somebody who lost the first or forgot the password. Whoever holds it becomes that person: for one who
 * has signed in before and may spend or approve anywhere it waits for a second owner, and the answer has no token.
 */
export async function linkFor(ctx: Context, { personId }: PersonId): Promise<{ token?: string }> {
  requireAnywhere(ctx, 'person:manage')
  return ctx.db.transaction(async (tx) => {
    const someone = await findManaged(tx, ctx, personId)
    if (someone.disabledAt !== null) throw new AppError('conflict', 'errors.personDisabled')
    if (someone.joinedAt !== null && someone.memberships.some(({ role }) => weighty.has(role))) {
      await askSecondOwner(tx, ctx, { kind: 'link', personId })
      return {}
    }
    return { token: await makeLink(tx, ctx, personId) }
  })
}

const Token = z.string().regex(/^[\w-]{43}$/, 'errors.linkDead')

export const Join = z.strictObject({ token: Token, password: z.string().max(1000) })
export type Join = z.output<typeof Join>

export const OpenLink = z.strictObject({ token: Token })
export type OpenLink = z.output<typeof OpenLink>

/** Whose link this is. Throws `not_found` once it was used, replaced, or is too old. */
export async function openLink(
  { db }: Pick<Context, 'db'>,
  { token }: OpenLink,
): Promise<{ email: string; name: string }> {
  const [owner] = await db
    .select({ email: person.email, name: person.name })
    .from(personLink)
    .innerJoin(person, eq(person.id, personLink.personId))
    .where(and(eq(personLink.tokenHash, digest(token)), isOpen))
  if (!owner) throw deadLink()
  return owner
}

const isOpen = sql`${personLink.usedAt} is null and ${personLink.revokedAt} is null
  and ${personLink.expiresAt} > clock_timestamp() and ${person.disabledAt} is null`

/**
 * Chooses a password with a link, which is used up by it; earlier sessions end. Second factors stay as they are. Throws
 * `not_found` for a dead link, `invalid` at the field for a password that is easily guessed.
 */
export async function join({ db }: Pick<Context, 'db'>, { token, password }: Join): Promise<{ email: string }> {
  const owner = await openLink({ db }, { token })
  const problem = passwordProblem(password, [owner.name, owner.email])
  if (problem !== undefined) throw new AppError('invalid', problem, { fields: { password: problem } })
  const passwordHash = await hashPassword(password)
  return db.transaction(async (tx) => {
    const [used] = await tx
      .update(personLink)
      .set({ usedAt: sql`clock_timestamp()` })
      .from(person)
      .where(and(eq(personLink.tokenHash, digest(token)), eq(person.id, personLink.personId), isOpen))
      .returning({ personId: personLink.personId })
    if (!used) throw deadLink()
    const { personId } = used
    await tx
      .update(person)
      .set({ passwordHash, joinedAt: sql`coalesce(${person.joinedAt}, clock_timestamp())` })
      .where(eq(person.id, personId))
    await endSessionsOf(tx, personId)
    await record(tx, { event: 'person.password', by: { kind: 'person', id: personId } })
    return { email: owner.email }
  })
}

const deadLink = () => new AppError('not_found', 'errors.linkDead')
