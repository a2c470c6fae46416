import { createHash, randomInt } from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Queryable } from '#lib/db/client.ts'
import { recoveryCode } from '#lib/db/people-schema.ts'

const codesCount = 10
/** Without letters and digits that are mistaken for each other: 16 of 31 are 79 bits, too many to try. */
const alphabet = '23456789abcdefghjkmnpqrstuvwxyz'
const codeLength = 16

/** Makes ten new codes in place of the earlier ones and returns them; only their digests are kept. */
export async function renewRecoveryCodes(tx: Queryable, personId: string): Promise<string[]> {
  const codes = Array.from({ length: codesCount }, newCode)
  await tx.delete(recoveryCode).where(eq(recoveryCode.personId, personId))
  await tx.insert(recoveryCode).values(codes.map((code) => ({ personId, codeHash: digest(code) })))
  return codes.map((code) => code.match(/.{4}/g)?.join('-') ?? code)
}

/** Takes a code that was not used yet, written with or without dashes. Of two at once only one gets it. */
export async function takeRecoveryCode(db: Queryable, personId: string, code: string): Promise<boolean> {
  const taken = await db
    .update(recoveryCode)
    .set({ usedAt: sql`clock_timestamp()` })
    .where(
      and(eq(recoveryCode.personId, personId), eq(recoveryCode.codeHash, digest(code)), isNull(recoveryCode.usedAt)),
    )
    .returning({ personId: recoveryCode.personId })
  return taken.length > 0
}

const newCode = () => Array.from({ length: codeLength }, () => alphabet[randomInt(alphabet.length)]).join('')

const digest = (code: string) =>
  createHash('sha256')
    .update(code.toLowerCase().replaceAll(/[^a-z0-9]/g, ''))
    .digest('hex')
