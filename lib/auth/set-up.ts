import { and, eq, sql } from 'drizzle-orm'
import type { JWK } from 'jose'
import { z } from 'zod'
import { regionsOf } from '../cloud/regions.ts'
import type { Database, Queryable } from '../db/client.ts'
import { cloudAccount, membership, person } from '../db/schema.ts'
import { keyTail } from '../accounts/key-tail.ts'
import { record } from '../requests/store.ts'
import { connectAccount } from './accounts.ts'
import { hashPassword } from './passwords.ts'
import { type Role, roles } from './permissions.ts'

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
 * roles on it; the audit says what was new. Returns the account's id.
 */
export async function setUp(
  db: Database,
  { account, read, spend, people }: SetUp,
  keys: { dataKey: string; workerPublicJwk: JWK },
): Promise<string> {
  return db.transaction(async (tx) => {
    const { name, region, projectId } = account
    const [known] = await tx
      .select({ id: cloudAccount.id })
      .from(cloudAccount)
      .where(and(eq(cloudAccount.region, region), eq(cloudAccount.projectId, projectId)))
    const accountId = await connectAccount(tx, { ...account, read, spend }, keys, known?.id)
    await tx
      .update(cloudAccount)
      .set({ state: 'active', stateReason: null })
      .where(and(eq(cloudAccount.id, accountId), eq(cloudAccount.state, 'retired')))
    const detail = { name, region, projectId, readKey: keyTail(read), spendKey: keyTail(spend) }
    await record(tx, { event: 'account.connect', by, accountId, detail })
    for (const someone of people) {
      const personId = await keepPerson(tx, someone)
      for (const role of await giveRoles(tx, { personId, accountId, roles: someone.roles }))
        await record(tx, { event: 'person.role.give', by, accountId, detail: { personId, role } })
    }
    return accountId
  })
}

/** Whoever runs the command has a name on that machine only. */
const by = { kind: 'system', id: 'connect' } as const

/** Returns the roles that the person had not had of their own. */
async function giveRoles(
  tx: Queryable,
  { personId, accountId, roles: wanted }: { personId: string; accountId: string; roles: Role[] },
): Promise<Role[]> {
  const given = await tx
    .insert(membership)
    .values(wanted.map((role) => ({ personId, accountId, role })))
    .onConflictDoNothing()
    .returning({ role: membership.role })
  return given.map(({ role }) => role)
}

async function keepPerson(tx: Queryable, { email, name, password }: SetUp['people'][number]): Promise<string> {
  const [known] = await tx.select({ id: person.id }).from(person).where(eq(person.email, email))
  if (known) return known.id
  if (password === undefined) throw new Error(`${email} is new and needs a password.`)
  const [created] = await tx
    .insert(person)
    .values({ email, name, passwordHash: await hashPassword(password), joinedAt: sql`clock_timestamp()` })
    .returning({ id: person.id })
  if (!created) throw new Error(`The person ${email} could not be written.`)
  await record(tx, { event: 'person.add', by, detail: { personId: created.id, email } })
  return created.id
}
