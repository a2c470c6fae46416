import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { chown, mkdir, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { createServer, Socket } from 'node:net'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { z } from 'zod'
import { describeFailure, PostgresUnavailable } from './postgres-failure.ts'
import { preparePostgresHome, type PostgresHome, removePostgresHome } from './postgres-home.ts'
import { runProgram } from './postgres-program.ts'
import { readPostmaster, removeLockOfTheDead } from './postmaster.ts'

export type EmbeddedPostgres = {
  /** Address of a database on this server. */
  url(database: string): string
  /** Ends the server after its open transactions were broken off. Safe to call twice. */
  stop(): Promise<void>
  /** True when a server that had outlived its parent was taken over. */
  isReused: boolean
}

type Options = {
  /** The folder that keeps data, port and password. */
  dataDir: string
  /** Settings of postgresql.conf, e.g. `{ fsync: 'off' }` where losing the data costs nothing. */
  settings?: Record<string, string>
  /** End the server and remove `dataDir` when this process is gone, however it went. For tests. */
  endsWithParent?: boolean
  /** Hears what a person at the terminal should know. */
  tell?: (words: string) => void
}

const Remembered = z.object({ port: z.number().int().optional(), password: z.string().min(16) })
type Remembered = z.output<typeof Remembered>

const userName = 'countersign'
const patienceMs = 45_000
const silenceMs = 5000
const logBytesMax = 8_000_000

/**
 * Starts the built-in Postgres in `dataDir`/postgres on a free port of the loopback, or takes over the one that still runs
 * there. Throws PostgresUnavailable, whose message says what to do.
 */
export async function startEmbedded({ dataDir, settings = {}, endsWithParent = false, tell = () => {} }: Options) {
  const home = await prepared(dataDir, tell)
  const memory = recall(dataDir)
  // Before the cluster exists: a password that is lost half-way would lock us out of it.
  remember(dataDir, memory)
  const isReused = await startServer(home, memory, settings)
  remember(dataDir, memory)
  if (endsWithParent) watchParent(home, dataDir)
  return {
    url: (database: string) => urlOf(memory, database),
    stop: () => stopServer(home),
    isReused,
  } satisfies EmbeddedPostgres
}

/** Ends the server of `dataDir` if it runs, and removes its data. */
export async function removeEmbedded(dataDir: string): Promise<void> {
  await stopServer(await prepared(dataDir, () => {}))
  await removePostgresHome(dataDir)
}

/** Creates database `name` unless the server at `adminUrl` has it. `name` is ours, never a person's. */
export async function ensureDatabase(adminUrl: string, name: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
}

async function prepared(dataDir: string, tell: (words: string) => void): Promise<PostgresHome> {
  try {
    await mkdir(dataDir, { recursive: true })
    return await preparePostgresHome(path.resolve(dataDir), tell)
  } catch (error) {
    if (error instanceof PostgresUnavailable) throw error
    throw describeFailure(`The folder ${dataDir} cannot be prepared`, String(error))
  }
}

/** Returns true when a running server was taken over. */
async function startServer(home: PostgresHome, memory: Remembered, settings: Record<string, string>): Promise<boolean> {
  if (!existsSync(wholeMark(home))) await createCluster(home, memory.password)
  const until = Date.now() + patienceMs
  for (let failure = ''; Date.now() < until; await delay(250)) {
    const running = readPostmaster(home.directory)
    if (running?.isAlive && (await answers(memory, running.port, home.directory))) {
      memory.port = running.port
      return true
    }
    // Alive but silent: it starts, stops, or was killed and is not yet reaped.
    const canWait = until - Date.now() > patienceMs - silenceMs
    if (!(await removeLockOfTheDead(home.directory, canWait))) continue
    memory.port = await freePort(memory.port)
    failure = await launch(home, memory.port, settings)
    if (failure === '') return false
    if (!/lock file .* already exists|another postmaster|could not bind|Address already in use/i.test(failure))
      throw describeFailure('Postgres cannot start', failure)
  }
  throw describeFailure('Postgres does not answer', tailOfLog(home))
}

async function createCluster(home: PostgresHome, password: string): Promise<void> {
  // An earlier attempt that was killed half-way left files behind, and initdb wants the folder empty.
  for (const name of await readdir(home.directory)) await rm(path.join(home.directory, name), { recursive: true })
  const passwordFile = `${home.directory}.password`
  try {
    await writeFile(passwordFile, password, { mode: 0o600 })
    if (home.user) await chown(passwordFile, home.user.uid, home.user.gid)
    const { code, output } = await runProgram(home, 'initdb', [
      `--pgdata=${home.directory}`,
      `--username=${userName}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The built-in locale needs nothing from the system, and sorts the same everywhere.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-sync',
      '--no-instructions',
    ])
    if (code !== 0) throw describeFailure('Postgres cannot create its data folder', output)
    await writeFile(wholeMark(home), '')
  } finally {
    await rm(passwordFile, { force: true })
  }
}

/** Answers with the words of the failure, or nothing when the server is up. */
async function launch(home: PostgresHome, port: number, settings: Record<string, string>): Promise<string> {
  const log = logFile(home)
  if (existsSync(log) && statSync(log).size > logBytesMax) await truncate(log)
  const before = existsSync(log) ? statSync(log).size : 0
  const given = { listen_addresses: '127.0.0.1', unix_socket_directories: '', timezone: 'UTC', ...settings }
  const flags = Object.entries(given).map(([name, value]) => `-c ${name}='${value}'`)
  const options = ['-p', String(port), ...flags].join(' ')
  const { code, output } = await runProgram(home, 'pg_ctl', [
    'start',
    '-w',
    '-t',
    '30',
    '-D',
    home.directory,
    '-l',
    log,
    '-o',
    options,
  ])
  if (code === 0) return ''
  const logged = existsSync(log) ? readFileSync(log, 'utf8').slice(before) : ''
  return `${output}\n${logged}`.trim() || 'pg_ctl gave no reason'
}

async function stopServer(home: PostgresHome): Promise<void> {
  for (const mode of ['fast', 'immediate']) {
    if (!readPostmaster(home.directory)?.isAlive) return
    await runProgram(home, 'pg_ctl', ['stop', '-w', '-t', '20', '-m', mode, '-D', home.directory])
  }
}

/**
 * Leaves a small shell behind that holds one end of a pipe: when this process is gone the pipe closes, and the shell
 * ends the server and removes its folder.
 */
function watchParent(home: PostgresHome, dataDir: string): void {
  const script = `
    read _
    pid=$(head -n 1 "$1" 2>/dev/null) && kill -QUIT "$pid" 2>/dev/null
    for _ in 1 2 3 4 5 6 7 8 9 10; do test -n "$pid" && kill -0 "$pid" 2>/dev/null && sleep 0.3; done
    rm -rf "$2" "$3"`
  const lock = path.join(home.directory, 'postmaster.pid')
  const shell = spawn('/bin/sh', ['-c', script, 'sh', lock, dataDir, home.directory], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  shell.unref()
  if (shell.stdin instanceof Socket) shell.stdin.unref()
}

/** True when the server on `port` knows our password and keeps its data in `directory`. */
async function answers(memory: Remembered, port: number, directory: string): Promise<boolean> {
  const client = new Client({ connectionString: urlOf({ ...memory, port }, 'postgres'), connectionTimeoutMillis: 2000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ data_directory: string }>('show data_directory')
    return rows[0]?.data_directory === directory
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** The remembered port when it is free, else any free one. */
async function freePort(wanted = 0): Promise<number> {
  const listen = (port: number) =>
    new Promise<number | undefined>((resolve) => {
      const server = createServer()
      server.once('error', () => resolve(undefined))
      server.listen(port, '127.0.0.1', () => {
        const address = server.address()
        server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : undefined))
      })
    })
  const port = (wanted > 0 ? await listen(wanted) : undefined) ?? (await listen(0))
  if (port === undefined) throw new PostgresUnavailable('This machine has no free port on 127.0.0.1 for Postgres.')
  return port
}

const wholeMark = ({ directory }: PostgresHome) => path.join(directory, 'countersign-whole')
const logFile = ({ directory }: PostgresHome) => path.join(directory, 'server.log')
const tailOfLog = (home: PostgresHome) => (existsSync(logFile(home)) ? readFileSync(logFile(home), 'utf8') : '')
const memoryFile = (dataDir: string) => path.join(dataDir, 'postgres.json')

const urlOf = ({ port, password }: Remembered, database: string) =>
  `postgres://${userName}:${password}@127.0.0.1:${port ?? 0}/${database}`

function recall(dataDir: string): Remembered {
  if (!existsSync(memoryFile(dataDir))) return { password: randomBytes(24).toString('hex') }
  return Remembered.parse(JSON.parse(readFileSync(memoryFile(dataDir), 'utf8')))
}

const remember = (dataDir: string, memory: Remembered) =>
  writeFileSync(memoryFile(dataDir), JSON.stringify(memory), { mode: 0o600 })
