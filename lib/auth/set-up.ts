import { and, eq, sql } from 'drizzle-orm'
import type { JWK } from 'jose'
import { z } from 'zod'
import { regionsOf } from '../cloud/regions.ts'
import type { Database } from '../db/client.ts'
import { cloudAccount, membership, person } from '../db/schema.ts'
import { connectAccount } from './accounts.ts'
import { hashPassword } from './passwords.ts'
import { roles } from './permissions.ts'

const Key = z.strictObject({ accessKey: z.string().min(10), secretKey: z.string().min(20) })

const regions: readonly string[] = regionsOf.cph

/** What connects a cloud account and lets people in, as one JSON document on the standard input of `npm run connect`. */
export const SetUp = z.strictObject({
  account: z.strictObject({
    name: z.string().min(1).max(80),
    site: z.enum(['china', 'international', 'europe']),
    region: z.string().refine((region) => regions.includes(region), `one of ${regions.join(', ')}`),
    projectId: z
      .string()
      .regex(/^[0-9a-f]{32}$/, '32 characters 0–9 a–f, from "My Credentials" of the vendor’s console'),
    domainId: z
      .string()
      .regex(/^[0-9a-f]{32}$/, '32 characters 0–9 a–f, from "My Credentials" of the vendor’s console'),
  }),
  /** May only read. */
  read: Key,
  /** Buys and pays. */
  spend: Key,
  people: z.array(
    z.strictObject({
      email: z.email().toLowerCase(),
      name: z.string().min(1).max(120),
      /** Needed for a new person only. */
      password: z.string().min(15, 'at least 15 characters').max(256).optional(),
      roles: z.array(z.enum(roles)).min(1),
    }),
  ),
})
export type SetUp = z.output<typeof SetUp>

/**
 * Connects the account (or renews its keys, and brings it back when it was retired) and writes the people with their
 * roles on it. Returns the account's id.
 */
export async function setUp(
  db: Database,
  { account, read, spend, people }: SetUp,
  keys: { dataKey: string; workerPublicJwk: JWK },
): Promise<string> {
  const [known] = await db
    .select({ id: cloudAccount.id })
    .from(cloudAccount)
    .where(and(eq(cloudAccount.region, account.region), eq(cloudAccount.projectId, account.projectId)))
  const accountId = await connectAccount(db, { ...account, read, spend }, keys, known?.id)
  await db
    .update(cloudAccount)
    .set({ state: 'active', stateReason: null })
    .where(and(eq(cloudAccount.id, accountId), eq(cloudAccount.state, 'retired')))
  for (const someone of people) {
    const personId = await keepPerson(db, someone)
    await db
      .insert(membership)
      .values(someone.roles.map((role) => ({ personId, accountId, role })))
      .onConflictDoNothing()
  }
  return accountId
}

async function keepPerson(db: Database, { email, name, password }: SetUp['people'][number]): Promise<string> {
  const [known] = await db.select({ id: person.id }).from(person).where(eq(person.email, email))
  if (known) return known.id
  if (password === undefined) throw new Error(`${email} is new and needs a password.`)
  const [created] = await db
    .insert(person)
    .values({ email, name, passwordHash: await hashPassword(password), joinedAt: sql`clock_timestamp()` })
    .returning({ id: person.id })
  if (!created) throw new Error(`The person ${email} could not be written.`)
  return created.id
}
