import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

// Each test reads the settings of a process that has just begun.
const start = async () => {
  vi.resetModules()
  return await import('./env.ts')
}

const whole = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://web:secret-of-the-database@db.example.com/countersign?sslmode=verify-full',
  NEXTAUTH_URL: 'https://console.example.com',
  NEXTAUTH_SECRET: 'a-secret-of-more-than-thirty-two-characters',
  COUNTERSIGN_DATA_KEY: Buffer.alloc(32).toString('base64'),
  COUNTERSIGN_WORKER_KEY: undefined,
}

const give = (settings: Record<string, string | undefined>) => {
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value)
}

beforeEach(() => give(whole))
afterEach(() => vi.unstubAllEnvs())

describe('at its start', () => {
  test('a part takes what is complete, and an empty line for a setting that is not set', async () => {
    give({ COUNTERSIGN_WORKER_KEY: '', COUNTERSIGN_METRICS_TOKEN: '', LOG_LEVEL: '' })
    const { webEnv } = await start()
    expect(webEnv()).toMatchObject({ PORT: 3000, LOG_LEVEL: 'info', COUNTERSIGN_DRAIN_SECONDS: 75 })
    expect(webEnv().COUNTERSIGN_METRICS_TOKEN).toBeUndefined()
  })

  test('the web process names everything that is missing or wrong, with what to do, and tells no value', async () => {
    give({ NEXTAUTH_SECRET: 'short-secret', COUNTERSIGN_DATA_KEY: undefined, NEXTAUTH_URL: 'nowhere' })
    const { webEnv } = await start()
    const refusal = refusalOf(webEnv)
    expect(refusal).toContain('The web process cannot start')
    expect(refusal).toContain('NEXTAUTH_SECRET is wrong (at least 32 characters). Make it once')
    expect(refusal).toContain('COUNTERSIGN_DATA_KEY is not set. Make it once, keep it in a safe')
    expect(refusal).toContain('NEXTAUTH_URL is wrong')
    expect(refusal).toContain('README.md, "Settings"')
    for (const secret of ['short-secret', 'secret-of-the-database']) expect(refusal).not.toContain(secret)
  })

  test('what does not hold between settings is named beside what is missing, in one list', async () => {
    give({
      NEXTAUTH_SECRET: undefined,
      DATABASE_URL: 'postgres://web:secret@db.example.com/countersign',
      NEXTAUTH_URL: 'http://console.example.com',
      COUNTERSIGN_SECOND_FACTOR: 'optional',
      COUNTERSIGN_OIDC_ISSUER: 'https://company.example.com',
    })
    const { webEnv } = await start()
    const named = refusalOf(webEnv).match(/^ {2}[A-Z_]+ is (?:wrong|not set)/gm)
    expect(named).toEqual([
      '  NEXTAUTH_SECRET is not set',
      '  COUNTERSIGN_SECOND_FACTOR is wrong',
      '  DATABASE_URL is wrong',
      '  NEXTAUTH_URL is wrong',
      '  COUNTERSIGN_OIDC_CLIENT_ID is not set',
    ])
  })

  test('every part asks for a line to the database that nobody reads along, also where NODE_ENV was forgotten', async () => {
    give({ DATABASE_URL: 'postgres://owner:secret@db.example.com/countersign', COUNTERSIGN_WORKER_KEY: '{}' })
    for (const mode of ['production', undefined]) {
      give({ NODE_ENV: mode })
      const { workerEnv, rewrapEnv, databaseUrl } = await start()
      for (const read of [workerEnv, rewrapEnv, databaseUrl])
        expect(refusalOf(read)).toContain('DATABASE_URL is wrong (sslmode=verify-full is missing')
    }
    give({ NODE_ENV: 'development' })
    const { databaseUrl } = await start()
    expect(databaseUrl()).toContain('db.example.com')
  })

  test('the web process refuses to run with the key that spends', async () => {
    give({ COUNTERSIGN_WORKER_KEY: '{"kty":"EC"}' })
    const { webEnv } = await start()
    expect(refusalOf(webEnv)).toContain('COUNTERSIGN_WORKER_KEY is wrong (a web process must not have it). Take it out')
  })

  test('the worker asks for its key, and the migration for an address alone', async () => {
    const { workerEnv, databaseUrl } = await start()
    expect(refusalOf(workerEnv)).toMatch(
      /^The worker cannot start[^]*COUNTERSIGN_WORKER_KEY is not set\. The private key/,
    )
    expect(databaseUrl()).toBe(whole.DATABASE_URL)
    give({ DATABASE_URL: 'mysql://elsewhere' })
    expect(refusalOf(databaseUrl)).toMatch(
      /^The migration cannot start[^]*DATABASE_URL is wrong \(a postgres:\/\/ URL\)/,
    )
  })
})

test('the table of settings in the README names every setting, and the parts that read it, and no other', async () => {
  const { settingsByPart } = await start()
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const rows = [...readme.matchAll(/^\| `([A-Z_]+)` \| ([a-z, ]+) \| \S/gm)].map(([, name, parts]) => [name, parts])
  expect(new Map(rows.map(([name = '', parts = '']) => [name, parts.split(', ')]))).toEqual(settingsByPart())
})

function refusalOf(read: () => unknown): string {
  try {
    read()
  } catch (thrown) {
    if (thrown instanceof Error) return thrown.message
  }
  throw new Error('The settings were taken')
}
