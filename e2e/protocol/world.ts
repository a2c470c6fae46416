import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { connectAccount } from '#lib/auth/accounts.ts'
import { systemClock } from '#lib/clock.ts'
import type { Context } from '#lib/context.ts'
import { request } from '#lib/db/schema.ts'
import { type TestDatabase, createTestDatabase } from '#lib/db/testing/database.ts'
import { type TestPerson, contextFor, createPerson } from '#lib/db/testing/people.ts'
import { readsFor } from '#lib/inventory/reads.ts'
import { approveRequest } from '#lib/requests/approve.ts'
import { type RequestRow, loadRequest } from '#lib/requests/load.ts'
import { submitRequest } from '#lib/requests/submit.ts'
import { spendsFor } from '#lib/worker/connect.ts'
import type { WorkerDeps } from '#lib/worker/deps.ts'
import { look } from '#lib/worker/look.ts'
import { type PretendCloud, startPretendCloud } from '../cloud.ts'
import { consoleSettings, dataKey } from '../console-settings.ts'
import { memorySpool } from '../memory-spool.ts'
import { validInput } from './input.ts'

type Opened = Pick<TestDatabase, 'db' | 'url' | 'drop'>

/** Everything a purchase needs, for one suite: pretend cloud, database, account, admin and reviewer. */
export type World = Opened & {
  cloud: PretendCloud
  accountId: string
  admin: TestPerson
  reviewer: TestPerson
  deps: WorkerDeps
  as(person: TestPerson): Promise<Context>
  /** Submits and approves a purchase; returns its id. */
  approved(name?: string): Promise<string>
  /** Submits and approves what `operation` is asked to do; returns its id. */
  approvedOf(operation: string, input: unknown): Promise<string>
  row(id: string): Promise<RequestRow>
  /** Looks at the request until its state is one of `states`; fails after `forMs`. */
  follow(id: string, states: string[], forMs?: number, by?: WorkerDeps): Promise<RequestRow>
  close(): Promise<void>
}

const horizons = { absentAfterMs: 3000, sendMs: 2000, pollMs: 50 }

/** Opens a world on a database of its own; `make` is how that comes to be. */
export async function createWorld(make: () => Promise<Opened> = createTestDatabase): Promise<World> {
  const [cloud, database] = await Promise.all([startPretendCloud(), make()])
  await cloud.control('options', { serverQuota: 1000 })
  const { db, url } = database
  const { settings, account: known, privateJwk, keys } = await consoleSettings({ url, cloud }, horizons)
  Object.assign(process.env, settings, { COUNTERSIGN_POLL_MS: '200' })
  const accountId = await connectAccount(db, { ...known, name: 'Test account' }, keys)
  const account = { id: accountId }
  const admin = await createPerson(db, { roles: ['admin'], account, name: 'Ada Admin' })
  const reviewer = await createPerson(db, { roles: ['reviewer'], account, name: 'Rui Reviewer' })
  const deps: WorkerDeps = {
    db,
    clock: systemClock,
    workerId: 'test-worker',
    horizons,
    dataKey,
    spool: memorySpool(),
    reads: (id) => readsFor(db, id),
    spends: (id) =>
      spendsFor(db, id, {
        privateJwks: [privateJwk],
        clock: systemClock,
        overrides: [cloud.url],
        sendMs: horizons.sendMs,
      }),
    passed: async () => undefined,
  }
  const as = (person: TestPerson) => contextFor(db, person)
  const row = (id: string) => loadRequest(db, id)
  const approvedOf = async (operation: string, input: unknown) => {
    const asked = { operation, submitKey: crypto.randomUUID(), input, reason: 'a test' }
    const { id } = await submitRequest(await as(admin), asked)
    const { version, approvalHash } = await row(id)
    await approveRequest(await as(reviewer), { id, version, hash: approvalHash, comment: '' })
    return id
  }

  return {
    ...database,
    cloud,
    accountId,
    admin,
    reviewer,
    deps,
    as,
    row,
    async approved(name = `farm-${randomBytes(3).toString('hex')}`) {
      return await approvedOf('buy-phone-servers', await validInput(db, accountId, name))
    },
    approvedOf,
    async follow(id, states, forMs = 15_000, by = deps) {
      const until = Date.now() + forMs
      for (;;) {
        await look(by, id)
        const now = await row(id)
        if (states.includes(now.state)) return now
        if (Date.now() > until) throw new Error(`The request is still ${now.state}: ${JSON.stringify(now.stateReason)}`)
        await waitUntilDue(db, id)
      }
    },
    async close() {
      await cloud.stop()
      await database.drop()
    },
  }
}

/** Waits as long as the row itself says, so that a test is as quick as the schedule and never guesses. */
async function waitUntilDue(db: TestDatabase['db'], id: string): Promise<void> {
  const [row] = await db
    .select({ wakeAt: request.wakeAt, leaseUntil: request.leaseUntil })
    .from(request)
    .where(eq(request.id, id))
  const dueAt = Math.max(row?.wakeAt?.getTime() ?? 0, row?.leaseUntil?.getTime() ?? 0)
  const waitMs = Math.min(Math.max(dueAt - Date.now(), 20), 2000)
  await new Promise((resolve) => setTimeout(resolve, waitMs))
}
