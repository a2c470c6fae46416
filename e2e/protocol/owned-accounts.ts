import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { addAccount } from '#lib/accounts/add.ts'
import type { AddAccount } from '#lib/accounts/new-account.ts'
import type { Context } from '#lib/context.ts'
import { spendKey } from '#lib/db/account-schema.ts'
import { openDatabase } from '#lib/db/client.ts'
import { audit, cloudAccount } from '#lib/db/schema.ts'
import { contextFor, createPerson, type TestPerson } from '#lib/db/testing/people.ts'
import { createWorld } from './world.ts'

/** A pair of keys, as an owner enters it. */
export const bare = ({ accessKey, secretKey }: { accessKey: string; secretKey: string }) => ({ accessKey, secretKey })

/** A world in which owners add and change cloud accounts, asking as the web process does: in its own role. */
async function createOwnedAccounts() {
  const world = await createWorld()
  const web = openDatabase(world.url, { part: 'web', max: 2 })
  const credentials = await world.cloud.credentials()
  let made = 0

  /** A key of the pretend cloud by its kind (`read`, `spend`, `poor` …), with the project it has in the region. */
  function keyOf(kind: string, region: string) {
    const row = credentials.find((each) => each.kind === kind && each.region === region)
    if (!row) throw new Error(`The pretend cloud has no key ${kind} in ${region}`)
    return { accessKey: row.ak, secretKey: row.sk, projectId: row.project_id, domainId: row.domain_id }
  }
  /** What an owner types to add the demo account's project in Shanghai. */
  const typed = (changes: Partial<AddAccount> = {}): AddAccount => ({
    name: `Shanghai ${(made += 1)}`,
    site: 'china',
    region: 'cn-east-3',
    projectId: keyOf('spend', 'cn-east-3').projectId,
    endpointOverride: world.cloud.url,
    read: bare(keyOf('read', 'cn-east-3')),
    spend: bare(keyOf('spend', 'cn-east-3')),
    ...changes,
  })
  const asPerson = async (person: TestPerson): Promise<Context> => ({
    ...(await contextFor(world.db, person)),
    db: web,
  })

  return {
    world,
    web,
    keyOf,
    typed,
    asPerson,
    createOwner: async () =>
      await createPerson(world.db, { roles: ['owner'], account: { id: world.accountId }, name: 'Olga Owner' }),
    /** Adds Shanghai anew for one test, and answers with its id. */
    added: async (owner: TestPerson) => (await addAccount(await asPerson(owner), typed())).accountId,
    /** Takes it away past the console, so that the next test can add it. */
    async forgetShanghai(): Promise<void> {
      const added = await world.db
        .update(cloudAccount)
        .set({ projectId: crypto.randomUUID().replaceAll('-', '') })
        .where(eq(cloudAccount.projectId, typed().projectId))
        .returning({ id: cloudAccount.id })
      for (const { id } of added) await world.db.delete(spendKey).where(eq(spendKey.accountId, id))
    },
    eventsOf: async (accountId: string) =>
      await world.db
        .select({ event: audit.event, detail: audit.detail })
        .from(audit)
        .where(eq(audit.accountId, accountId)),
    async close(): Promise<void> {
      await web.$client.end()
      await world.close()
    },
  }
}

type OwnedAccounts = Awaited<ReturnType<typeof createOwnedAccounts>>

/** The same for the tests of a file, each with an owner of its own. */
export function stageOwnedAccounts() {
  let own: OwnedAccounts
  let owner: TestPerson
  beforeAll(async () => {
    own = await createOwnedAccounts()
  }, 60_000)
  afterAll(() => own.close())
  beforeEach(async () => {
    owner = await own.createOwner()
  })
  afterEach(() => own.forgetShanghai())
  return {
    get own() {
      return own
    },
    get owner() {
      return owner
    },
    asOwner: () => own.asPerson(owner),
  }
}
