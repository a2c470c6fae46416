import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { and, eq, sql } from 'drizzle-orm'
import { base64url } from 'jose'
import { z } from 'zod'
import type { SessionContext } from '#lib/context.ts'
import type { Queryable } from '#lib/db/client.ts'
import { secondFactor } from '#lib/db/people-schema.ts'
import { session } from '#lib/db/schema.ts'
import { consoleUrl } from '#lib/env.ts'
import { AppError } from '#lib/errors.ts'
import { enrol, type Enrolled, requireMayAddFactor } from './factors.ts'

/** Browsers bind a passkey to a name, never to a number: a console that is opened by its address has none. */
export const passkeysWorkAt = (url: string): boolean => !/^[\d.]+$|^\[/.test(new URL(url).hostname)

const partyAt = (url: string) => ({ rpID: new URL(url).hostname, origin: new URL(url).origin })

/** What the browser needs to make a passkey for the person. Throws `conflict` where the console has no name. */
export async function beginPasskey(ctx: SessionContext, _: Record<string, never>, url: string = consoleUrl()) {
  await requireMayAddFactor(ctx)
  if (!passkeysWorkAt(url)) throw new AppError('conflict', 'errors.passkeysNeedName')
  const options = await generateRegistrationOptions({
    rpName: 'Countersign',
    rpID: partyAt(url).rpID,
    userID: new TextEncoder().encode(ctx.actor.personId),
    userName: ctx.session.email,
    userDisplayName: ctx.actor.name,
    attestationType: 'none',
    excludeCredentials: (await passkeysOf(ctx.db, ctx.actor.personId)).map(({ credentialId: id }) => ({ id })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
  })
  await keepChallenge(ctx, options.challenge)
  return options
}

// The library checks each part of an answer; here only that it is one, and no larger than one.
const Answer = z.looseObject({
  id: z.string().max(2000),
  response: z.looseObject({ clientDataJSON: z.string().max(8000) }),
})

export const FinishPasskey = z.strictObject({
  name: z.string().trim().min(1, 'errors.required').max(60),
  answer: Answer,
})
export type FinishPasskey = z.output<typeof FinishPasskey>

/** Takes a new passkey into use. Throws `invalid` when the answer is not to our question. */
export async function finishPasskey(
  ctx: SessionContext,
  { name, answer }: FinishPasskey,
  url: string = consoleUrl(),
): Promise<Enrolled> {
  await requireMayAddFactor(ctx)
  const { rpID, origin } = partyAt(url)
  const { registrationInfo } = await verifyRegistrationResponse({
    // `verifyRegistrationResponse` looks at every field and throws where one is missing.
    response: answer as unknown as RegistrationResponseJSON,
    expectedChallenge: await takeChallenge(ctx),
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: false,
  }).catch(refuse)
  if (!registrationInfo) throw new AppError('invalid', 'errors.passkeyWrong')
  const { id, publicKey, counter, transports = [] } = registrationInfo.credential
  return ctx.db.transaction(async (tx) => {
    const [kept] = await tx
      .insert(secondFactor)
      .values({
        personId: ctx.actor.personId,
        kind: 'passkey',
        name,
        credentialId: id,
        publicKey: base64url.encode(publicKey),
        counter,
        transports: transports.join(','),
        confirmedAt: sql`clock_timestamp()`,
      })
      .onConflictDoNothing()
      .returning({ id: secondFactor.id })
    if (!kept) throw new AppError('conflict', 'errors.passkeyKnown')
    return enrol(tx, ctx, 'passkey')
  })
}

/** What the browser needs to ask for one of the person's passkeys. */
export async function askPasskey(ctx: SessionContext, _: Record<string, never>, url: string = consoleUrl()) {
  const keys = await passkeysOf(ctx.db, ctx.actor.personId)
  if (keys.length === 0) throw new AppError('not_found', 'errors.factorNotFound')
  const options = await generateAuthenticationOptions({
    rpID: partyAt(url).rpID,
    allowCredentials: keys.map(({ credentialId: id }) => ({ id })),
    userVerification: 'preferred',
  })
  await keepChallenge(ctx, options.challenge)
  return options
}

export const PasskeyAnswer = z.strictObject({ answer: Answer })
export type PasskeyAnswer = z.output<typeof PasskeyAnswer>

/** Throws `invalid` unless the answer is one of the person's passkeys' to the question asked last, given once. */
export async function takePasskey(ctx: SessionContext, { answer }: PasskeyAnswer, url: string): Promise<void> {
  const expectedChallenge = await takeChallenge(ctx)
  const known = (await passkeysOf(ctx.db, ctx.actor.personId)).find(({ credentialId }) => credentialId === answer.id)
  if (!known) throw new AppError('invalid', 'errors.passkeyWrong')
  const { rpID, origin } = partyAt(url)
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    // `verifyAuthenticationResponse` looks at every field and throws where one is missing.
    response: answer as unknown as AuthenticationResponseJSON,
    expectedChallenge,
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: false,
    credential: {
      id: known.credentialId,
      publicKey: Uint8Array.from(base64url.decode(known.publicKey)),
      counter: known.counter,
    },
  }).catch(refuse)
  if (!verified) throw new AppError('invalid', 'errors.passkeyWrong')
  await ctx.db
    .update(secondFactor)
    .set({ counter: authenticationInfo.newCounter, usedAt: sql`clock_timestamp()` })
    .where(eq(secondFactor.id, known.id))
}

function refuse(cause: unknown): never {
  throw new AppError('invalid', 'errors.passkeyWrong', { cause })
}

async function passkeysOf(db: Queryable, personId: string) {
  const rows = await db
    .select()
    .from(secondFactor)
    .where(and(eq(secondFactor.personId, personId), eq(secondFactor.kind, 'passkey')))
  return rows.flatMap(({ id, credentialId, publicKey, counter }) =>
    credentialId !== null && publicKey !== null ? [{ id, credentialId, publicKey, counter }] : [],
  )
}

const keepChallenge = ({ db, session: { sessionIdHash } }: SessionContext, challenge: string) =>
  db.update(session).set({ challenge }).where(eq(session.idHash, sessionIdHash))

/** The question asked last in this session; asked once, it is answered once. */
async function takeChallenge({ db, session: { sessionIdHash } }: SessionContext): Promise<string> {
  const { rows } = await db.execute(sql`
    update session s set challenge = null
    from (select id_hash, challenge from session where id_hash = ${sessionIdHash} for update) was
    where s.id_hash = was.id_hash returning was.challenge`)
  const [row] = z.array(z.object({ challenge: z.string().nullable() })).parse(rows)
  if (!row?.challenge) throw new AppError('invalid', 'errors.passkeyWrong')
  return row.challenge
}
