import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type EmbeddedPostgres, ensureDatabase, removeEmbedded, startEmbedded } from './embedded.ts'
import { describeFailure, PostgresUnavailable } from './postgres-failure.ts'

let dataDir: string
const started: EmbeddedPostgres[] = []

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'countersign-embedded-'))
})
afterEach(async () => {
  for (const server of started.splice(0)) await server.stop()
  await rm(dataDir, { recursive: true, force: true })
})

async function start(options: Partial<Parameters<typeof startEmbedded>[0]> = {}): Promise<EmbeddedPostgres> {
  const server = await startEmbedded({ dataDir, settings: { fsync: 'off' }, ...options })
  started.push(server)
  return server
}

async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

const postmasterPid = () => Number(readFileSync(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])

describe('the built-in Postgres', () => {
  test('keeps its data, its port and its password from one start to the next', async () => {
    const first = await start()
    await ensureDatabase(first.url('postgres'), 'kept')
    await ask(first.url('kept'), 'create table note as select 1 as number')
    await first.stop()
    const second = await start()
    expect(second.isReused).toBe(false)
    expect(second.url('kept')).toBe(first.url('kept'))
    expect(await ask(second.url('kept'), 'select number from note')).toEqual([{ number: 1 }])
  })

  test('is taken over with its data when the program that started it was killed', async () => {
    const program = fileURLToPath(new URL('./testing/start-embedded.ts', import.meta.url))
    const parent = spawn(process.execPath, [program, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [line] = await once(parent.stdout, 'data')
    const { url } = JSON.parse(String(line))
    await ask(url, 'create table note as select 7 as number')
    parent.kill('SIGKILL')
    await once(parent, 'exit')
    const server = await start()
    expect(server.isReused).toBe(true)
    expect(await ask(server.url('postgres'), 'select number from note')).toEqual([{ number: 7 }])
  })

  test('starts again after it was itself killed hard, without losing what it had confirmed', async () => {
    const first = await start({ settings: {} })
    await ask(first.url('postgres'), 'create table note as select 9 as number')
    process.kill(postmasterPid(), 'SIGKILL')
    const second = await start({ settings: {} })
    expect(await ask(second.url('postgres'), 'select number from note')).toEqual([{ number: 9 }])
  })

  test('starts when the process named in its lock file is another program by now', async () => {
    await (await start()).stop()
    writeFileSync(path.join(dataDir, 'postgres/postmaster.pid'), `${process.pid}\n${dataDir}/postgres\n0\n1\n`)
    const server = await start()
    expect(await ask(server.url('postgres'), 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('takes another port when its own is taken meanwhile', async () => {
    const first = await start()
    const port = Number(new URL(first.url('postgres')).port)
    await first.stop()
    const squatter = createServer().listen(port, '127.0.0.1')
    await once(squatter, 'listening')
    try {
      const second = await start()
      expect(Number(new URL(second.url('postgres')).port)).not.toBe(port)
      expect(await ask(second.url('postgres'), 'select 1 as one')).toEqual([{ one: 1 }])
    } finally {
      squatter.close()
    }
  })

  test('begins again where an earlier start was killed while it made the data folder', async () => {
    await mkdir(path.join(dataDir, 'postgres/base'), { recursive: true })
    writeFileSync(path.join(dataDir, 'postgres/PG_VERSION'), '18\n')
    const server = await start()
    expect(await ask(server.url('postgres'), 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('listens on the loopback alone and wants its password', async () => {
    const server = await start()
    const url = new URL(server.url('postgres'))
    expect(await ask(url.href, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
    url.password = 'guessed'
    await expect(ask(url.href, 'select 1')).rejects.toThrow(/password authentication failed/)
  })

  test('says why it cannot start, with its last lines', async () => {
    await (await start()).stop()
    writeFileSync(path.join(dataDir, 'postgres/postgresql.auto.conf'), "shared_buffers = 'a lot'\n")
    const failure = await start().catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(PostgresUnavailable)
    expect(String(failure)).toMatch(/Postgres cannot start[^]*DATABASE_URL[^]*shared_buffers/)
  })

  test('removes all it kept when told to', async () => {
    const server = await start()
    await ask(server.url('postgres'), 'select 1')
    await removeEmbedded(dataDir)
    expect(existsSync(path.join(dataDir, 'postgres'))).toBe(false)
    await expect(ask(server.url('postgres'), 'select 1')).rejects.toThrow(/ECONNREFUSED/)
  })

  test.runIf(process.getuid?.() === 0)(
    'keeps its data elsewhere when the clone is closed to it, and says so',
    async () => {
      const closed = path.join(dataDir, 'closed')
      await mkdir(closed, { mode: 0o700 })
      const told: string[] = []
      const inside = path.join(closed, 'data')
      const server = await start({ dataDir: inside, tell: (words) => told.push(words) })
      expect(await ask(server.url('postgres'), 'select 1 as one')).toEqual([{ one: 1 }])
      expect(told.join()).toMatch(/cannot reach .* keeps its data in/)
      expect(await readdir(path.join(inside, 'postgres'))).toEqual([])
      await removeEmbedded(inside)
    },
  )
})

describe('a failure of Postgres', () => {
  test.for([
    ['FATAL:  could not write lock file "postmaster.pid": No space left on device', /disk is full.*DATA_DIR/],
    ['initdb: error: invalid locale name "xx_YY"', /LC_ALL=C/],
    ['FATAL:  could not create shared memory segment: Function not implemented', /--shm-size/],
    ['postgres: error while loading shared libraries: libicuuc.so.60', /npm rebuild/],
    ['FATAL:  data directory "/x" has wrong ownership\nPermission denied', /right to write/],
    ['FATAL:  database files are incompatible with server', /--reset/],
    ['PANIC:  could not locate a valid checkpoint record', /damaged.*--reset/],
    ['something new', /DATABASE_URL/],
  ] as const)('"%s" is told with what to do', ([output, words]) => {
    const { message } = describeFailure('Postgres cannot start', output)
    expect(message.replaceAll('\n', ' ')).toMatch(words)
    expect(message).toContain(output.split('\n')[0])
  })
})
