import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { connectAccount, type NewAccount } from '#lib/auth/accounts.ts'
import { demoPassword, demoPeople } from '#lib/auth/demo-people.ts'
import { hashPassword } from '#lib/auth/passwords.ts'
import { type Database, openDatabase } from '#lib/db/client.ts'
import { cloudAccount, membership, person } from '#lib/db/schema.ts'
import { LaunchError } from './launch-error.ts'
import type { Secrets } from './secrets.ts'

const Credential = z.object({
  ak: z.string(),
  sk: z.string(),
  project_id: z.string(),
  domain_id: z.string(),
  region: z.string(),
  kind: z.string(),
})
type Credential = z.output<typeof Credential>

const region = 'cn-north-4'

/**
 * Puts the demo's people and cloud accounts into the database, or renews the keys and addresses of those that are there.
 * The keys are the pretend cloud's own. Safe to repeat.
 */
export async function seedDemo(databaseUrl: string, emulatorUrl: string, secrets: Secrets): Promise<void> {
  const credentials = await readCredentials(emulatorUrl)
  const db = openDatabase(databaseUrl, { max: 2, app: 'countersign-seed' })
  try {
    const accountIds: string[] = []
    for (const account of demoAccounts(credentials, emulatorUrl))
      accountIds.push(await keepAccount(db, account, secrets))
    for (const someone of demoPeople) await keepPerson(db, someone, accountIds)
  } finally {
    await db.$client.end()
  }
}

async function readCredentials(emulatorUrl: string): Promise<Credential[]> {
  const response = await fetch(`${emulatorUrl}/_control/credentials`)
  return z.array(Credential).parse(await response.json())
}

function demoAccounts(credentials: Credential[], endpointOverride: string): NewAccount[] {
  const account = (name: string, readKind: string, spendKind: string): NewAccount => {
    const spend = keyOf(credentials, spendKind)
    const read = keyOf(credentials, readKind)
    return {
      name,
      site: 'china',
      region,
      projectId: spend.project_id,
      domainId: spend.domain_id,
      endpointOverride,
      read: { accessKey: read.ak, secretKey: read.sk },
      spend: { accessKey: spend.ak, secretKey: spend.sk },
    }
  }
  return [account('Demo', 'read', 'spend'), account('Demo without agency', 'no-agency', 'no-agency')]
}

function keyOf(credentials: Credential[], kind: string): Credential {
  const found = credentials.find((each) => each.kind === kind && each.region === region)
  if (!found) throw new LaunchError(`The pretend cloud has no key of the kind ${kind} in ${region}.`)
  return found
}

async function keepAccount(db: Database, account: NewAccount, secrets: Secrets): Promise<string> {
  const [known] = await db
    .select({ id: cloudAccount.id })
    .from(cloudAccount)
    .where(and(eq(cloudAccount.region, account.region), eq(cloudAccount.projectId, account.projectId)))
  return connectAccount(db, account, secrets, known?.id)
}

type DemoPerson = (typeof demoPeople)[number]

async function keepPerson(db: Database, { role, email, name }: DemoPerson, accountIds: string[]): Promise<void> {
  const [known] = await db.select({ id: person.id }).from(person).where(eq(person.email, email))
  const personId = known?.id ?? (await createPerson(db, email, name))
  await db
    .insert(membership)
    .values(accountIds.map((accountId) => ({ personId, accountId, role })))
    .onConflictDoNothing()
}

async function createPerson(db: Database, email: string, name: string): Promise<string> {
  const passwordHash = await hashPassword(demoPassword)
  const [created] = await db
    .insert(person)
    .values({ email, name, passwordHash, joinedAt: new Date() })
    .returning({ id: person.id })
  if (!created) throw new LaunchError(`The person ${email} could not be written.`)
  return created.id
}
