import { execFileSync } from 'node:child_process'
import { copyFile, mkdtemp, rm, writeFile, chown } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { type EmbeddedPostgres, startEmbedded } from '#lib/db/embedded.ts'
import { type PostgresHome, preparePostgresHome } from '#lib/db/postgres-home.ts'
import { runProgram } from '#lib/db/postgres-program.ts'
import { Forwarder } from './forwarder.ts'

type Side = { dataDir: string; home: PostgresHome; server: EmbeddedPostgres | undefined; isWatched: boolean }

// A crash of Postgres loses nothing of what it wrote: only a crash of the machine would.
const settings = { fsync: 'off', full_page_writes: 'off', max_connections: '300', wal_keep_size: '256MB' }

/**
 * A Postgres at one address, which may be killed, or replaced by a standby: a copy that follows over a link which may be cut.
 */
export class PostgresPair {
  readonly #folder: string
  readonly #front = new Forwarder()
  readonly #link = new Forwarder()
  #primary: Side
  #standby: Side

  private constructor(folder: string, primary: Side, standby: Side) {
    this.#folder = folder
    this.#primary = primary
    this.#standby = standby
  }

  /** Starts the first of the two; the other one comes to be with `follow`. */
  static async open(): Promise<PostgresPair> {
    const folder = await mkdtemp(join(tmpdir(), 'countersign-pair-'))
    const side = async (name: string): Promise<Side> => {
      const dataDir = join(folder, name)
      return { dataDir, home: await preparePostgresHome(dataDir, () => undefined), server: undefined, isWatched: false }
    }
    execFileSync('chmod', ['711', folder])
    const pair = new PostgresPair(folder, await side('one'), await side('other'))
    await pair.#start(pair.#primary)
    await pair.#front.switchTo(portOf(pair.#primary))
    return pair
  }

  /** The address of a database, whoever answers there now. */
  url(database: string): string {
    return at(serverOf(this.#primary).url(database), this.#front.port)
  }

  /** Makes the other one a fresh standby. `sync`: a commit waits until the standby has it. */
  async follow(way: 'sync' | 'async'): Promise<void> {
    await this.#front.close()
    await this.#stop(this.#standby, 'immediate')
    await this.#stop(this.#primary, 'fast')
    const [from, to] = [this.#primary.home.directory, this.#standby.home.directory]
    await rm(to, { recursive: true, force: true })
    execFileSync('cp', ['-a', from, to])
    await copyFile(join(this.#primary.dataDir, 'postgres.json'), join(this.#standby.dataDir, 'postgres.json'))
    const signal = join(to, 'standby.signal')
    await writeFile(signal, '')
    const { user } = this.#standby.home
    if (user) await chown(signal, user.uid, user.gid)

    await this.#start(this.#primary, way === 'sync' ? { synchronous_standby_names: '*' } : {})
    await this.#link.switchTo(portOf(this.#primary))
    const { username, password } = new URL(serverOf(this.#primary).url('postgres'))
    const primary = `host=127.0.0.1 port=${this.#link.port} user=${username} password=${password}`
    await this.#start(this.#standby, { primary_conninfo: primary, wal_retrieve_retry_interval: '100' })
    await this.#caughtUp()
    await this.#front.switchTo(portOf(this.#primary))
  }

  /** From now on the standby hears nothing; it has what was committed until now. */
  async cut(): Promise<void> {
    await this.#caughtUp()
    await this.#link.close()
  }

  /** The primary is killed, nobody answers. */
  async kill(): Promise<void> {
    await this.#front.close()
    await this.#stop(this.#primary, 'immediate')
    await this.#link.close()
  }

  /** The killed primary comes back as it was. */
  async revive(): Promise<void> {
    await this.#start(this.#primary)
    await this.#front.switchTo(portOf(this.#primary))
  }

  /** Every connection is gone, and new ones are refused, until it is shown again. */
  async hide(): Promise<void> {
    await this.#front.close()
  }

  async show(): Promise<void> {
    await this.#front.switchTo(portOf(this.#primary))
  }

  /** The standby answers as it is: it can be read only. */
  async showStandby(): Promise<void> {
    await this.#front.switchTo(portOf(this.#standby))
  }

  /** The standby takes over from the killed primary. */
  async promote(): Promise<void> {
    const { code, output } = await runProgram(this.#standby.home, 'pg_ctl', [
      'promote',
      '-w',
      '-D',
      this.#standby.home.directory,
    ])
    if (code !== 0) throw new Error(`The standby could not be promoted: ${output}`)
    ;[this.#primary, this.#standby] = [this.#standby, this.#primary]
    await this.#front.switchTo(portOf(this.#primary))
  }

  /** Starts the primary that was lost, out of everybody's reach, and reads what it knew. */
  async readLost<T>(read: (url: (database: string) => string) => Promise<T>): Promise<T> {
    const server = await this.#start(this.#standby)
    try {
      return await read((database) => server.url(database))
    } finally {
      await this.#stop(this.#standby, 'fast')
    }
  }

  async close(): Promise<void> {
    await this.#front.close()
    await this.#link.close()
    for (const side of [this.#primary, this.#standby]) await this.#stop(side, 'immediate')
    await rm(this.#folder, { recursive: true, force: true })
  }

  async #start(side: Side, more: Record<string, string> = {}): Promise<EmbeddedPostgres> {
    const { dataDir, isWatched } = side
    side.server = await startEmbedded({ dataDir, endsWithParent: !isWatched, settings: { ...settings, ...more } })
    side.isWatched = true
    return side.server
  }

  async #stop(side: Side, mode: 'fast' | 'immediate'): Promise<void> {
    if (!side.server) return
    side.server = undefined
    const { code, output } = await runProgram(side.home, 'pg_ctl', [
      'stop',
      '-w',
      '-m',
      mode,
      '-D',
      side.home.directory,
    ])
    if (code !== 0) throw new Error(`Postgres could not be stopped: ${output}`)
  }

  async #caughtUp(): Promise<void> {
    const client = new Client({ connectionString: serverOf(this.#primary).url('postgres') })
    await client.connect()
    try {
      for (const until = Date.now() + 30_000; ; await pause(20)) {
        const { rowCount } = await client.query(
          'select from pg_stat_replication where replay_lsn >= pg_current_wal_flush_lsn()',
        )
        if (rowCount === 1) return
        if (Date.now() > until) throw new Error('The standby does not catch up')
      }
    } finally {
      await client.end()
    }
  }
}

function serverOf({ server }: Side): EmbeddedPostgres {
  if (!server) throw new Error('This Postgres does not run')
  return server
}

const portOf = (side: Side): number => Number(new URL(serverOf(side).url('postgres')).port)

function at(url: string, port: number): string {
  const moved = new URL(url)
  moved.port = String(port)
  return moved.href
}
