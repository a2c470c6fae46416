import { once } from 'node:events'
import { createServer } from 'node:net'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { inWords } from './launch-error.ts'
import { requireFreePort } from './ports.ts'
import { readSettings } from './settings.ts'

describe('the settings of the demo', () => {
  test('have values that work without any environment', () => {
    expect(readSettings({}, [])).toEqual({
      port: 3000,
      emulatorPort: 4010,
      dataDir: path.resolve('.data'),
      databaseUrl: undefined,
      timeScale: 60,
      reset: false,
    })
  })

  test('come from the environment and the command line', () => {
    const env = {
      PORT: '3001',
      EMULATOR_PORT: '4011',
      DATA_DIR: '/data',
      DATABASE_URL: 'postgres://x',
      TIME_SCALE: '2.5',
    }
    expect(readSettings(env, ['--reset'])).toEqual({
      port: 3001,
      emulatorPort: 4011,
      dataDir: '/data',
      databaseUrl: 'postgres://x',
      timeScale: 2.5,
      reset: true,
    })
  })

  test.for([
    [{ PORT: 'web' }, [], /PORT must be a port number.*web/],
    [{ PORT: '70000' }, [], /PORT must be a port number/],
    [{ TIME_SCALE: '0' }, [], /TIME_SCALE must be a number above 0/],
    [{ PORT: '4010' }, [], /both 4010/],
    [{}, ['--fresh'], /does not know --fresh.*--reset/],
  ] as const)('%j %j is refused with the name of what to change', ([env, args, words]) => {
    expect(() => readSettings(env, args)).toThrow(words)
  })
})

describe('a port', () => {
  test('that is taken is told with the part that needs it and the setting that moves it', async () => {
    const squatter = createServer().listen(0, '127.0.0.1')
    await once(squatter, 'listening')
    const address = squatter.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    try {
      await expect(requireFreePort(port, 'the pretend cloud', 'EMULATOR_PORT')).rejects.toThrow(
        new RegExp(`Port ${port}, which the pretend cloud needs, is taken.*EMULATOR_PORT=${port + 1} npm run demo`),
      )
    } finally {
      squatter.close()
    }
  })

  test('that becomes free in a moment is waited for', async () => {
    const squatter = createServer().listen(0, '127.0.0.1')
    await once(squatter, 'listening')
    const address = squatter.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const waiting = requireFreePort(port, 'the web part', 'PORT')
    squatter.close()
    await expect(waiting).resolves.toBeUndefined()
  })
})

test.for([
  ['ENOSPC', /disk is full.*DATA_DIR/],
  ['EACCES', /cannot be written.*DATA_DIR/],
] as const)('%s is told with what to do', ([code, words]) => {
  expect(inWords(Object.assign(new Error('write failed'), { code })).message).toMatch(words)
})
