import { drizzle } from 'drizzle-orm/node-postgres'
import type { Pool, PoolClient } from 'pg'
import type { Database } from '#lib/db/client.ts'
import * as account from '#lib/db/account-schema.ts'
import * as desk from '#lib/db/desk-schema.ts'
import * as mirror from '#lib/db/mirror-schema.ts'
import * as schema from '#lib/db/schema.ts'

type Gate = { readonly at: string; open(): void; fail(error: Error): void }

/**
 * One life of a worker. It stops at every gate (each statement outside a transaction, each transaction, each named step,
 * each call that spends) until the schedule lets it go on, so that only one worker runs at a time and a schedule is the
 * same each time. Whoever is killed is never let go on: nothing of it runs any more, as after a SIGKILL.
 */
export class Life {
  readonly name: string
  /** The next change that the database makes for it is made, but it hears that the connection was lost. */
  losesNextAnswer = false
  #gates: Gate[] = []
  #isBusy = false
  #heard: () => void = () => undefined

  constructor(name: string) {
    this.name = name
  }

  get isBusy(): boolean {
    return this.#isBusy
  }

  /** Where it stands; undefined while it runs or has nothing to do. */
  get at(): string | undefined {
    return this.#gates[0]?.at
  }

  /** Called by the worker: goes on when the schedule says so. */
  stop(at: string): Promise<void> {
    return new Promise((open, fail) => {
      this.#gates.push({ at, open, fail })
      this.#heard()
    })
  }

  /** Starts `work` and returns when it stops at its first gate or is over. */
  async begin(work: () => Promise<void>): Promise<void> {
    this.#isBusy = true
    const over = () => {
      this.#isBusy = false
      this.#heard()
    }
    work().then(over, over)
    await this.#stopped()
  }

  /** Lets it go on to its next gate. */
  async goOn(): Promise<void> {
    this.#gates.shift()?.open()
    await this.#stopped()
  }

  /** What it stands before fails instead. */
  async fail(error: Error): Promise<void> {
    this.#gates.shift()?.fail(error)
    await this.#stopped()
  }

  #stopped(): Promise<void> {
    if (this.#gates.length > 0 || !this.#isBusy) return Promise.resolve()
    return new Promise((resolve) => {
      this.#heard = resolve
    })
  }
}

export const connectionLost = (): Error => new Error('Connection terminated unexpectedly')
const changes = /^\s*(insert|update|delete|with|commit)\b/i

/** The database as `life` sees it over `pool`: it stops before each statement, and answers may be lost. */
export function databaseOf(life: Life, pool: Pool): Database {
  const answering = async <T>(text: unknown, result: Promise<T>): Promise<T> => {
    const answer = await result
    if (!life.losesNextAnswer || !changes.test(textOf(text))) return answer
    life.losesNextAnswer = false
    throw connectionLost()
  }
  const client: Pool = Object.assign(Object.create(pool), {
    async query(...asked: unknown[]) {
      await life.stop('statement')
      return await answering(asked[0], queryOf(pool)(...asked))
    },
    async connect() {
      await life.stop('transaction')
      const connected = await pool.connect()
      return Object.assign(Object.create(connected), {
        // Within a transaction only its commit may go unanswered: anything earlier is undone, as if it had failed.
        query: (...asked: unknown[]) =>
          textOf(asked[0]) === 'commit'
            ? answering(asked[0], queryOf(connected)(...asked))
            : queryOf(connected)(...asked),
        release: () => connected.release(),
      })
    },
  })
  return drizzle({ client, schema: { ...schema, ...account, ...desk, ...mirror } })
}

/** Of the many forms of `query` the one that Drizzle uses. */
const queryOf = (one: Pool | PoolClient) => one.query.bind(one) as (...asked: unknown[]) => Promise<unknown>

const textOf = (asked: unknown): string =>
  typeof asked === 'string' ? asked : ((asked as { text?: string }).text ?? '')
