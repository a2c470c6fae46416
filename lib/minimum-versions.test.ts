import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import minimum from './minimum-versions.json' with { type: 'json' }
import { isOlder, requireMinimumVersions } from './minimum-versions.ts'

const { packages } = minimum
const found = (versions: Record<string, string> = {}) => {
  const all: Record<string, string> = { ...oldestTaken, ...versions }
  return (name: string) => all[name] ?? ''
}
const oldestTaken = Object.fromEntries(Object.entries(packages).map(([name, { atLeast }]) => [name, atLeast]))

test('what is older is known to be', () => {
  expect([
    isOlder('16.4.5', '16.4.6'),
    isOlder('16.4.6-canary.1', '16.4.6'),
    isOlder('15.9.9', '16.0.0'),
    isOlder('16.4.6', '16.4.6'),
    isOlder('16.10.0', '16.4.6'),
    isOlder('17.0.0', '16.4.6'),
  ]).toEqual([true, true, true, false, false, false])
})

test('a program runs on what is installed here, and on the oldest that has no known flaw', () => {
  expect(() => requireMinimumVersions()).not.toThrow()
  expect(() => requireMinimumVersions(found())).not.toThrow()
})

test.each([
  ['node', '24.20.0', 'Install a newer one of the line 24'],
  ['next', '16.4.5', 'npm ci'],
  ['react', '19.2.0', 'npm ci'],
  ['react-dom', '19.3.1-canary.1', 'npm ci'],
  ['next-auth', '4.24.14', 'npm ci'],
])('an older %s is named, with what to do', (name, version, remedy) => {
  const start = () => requireMinimumVersions(found({ [name]: version }))
  expect(start).toThrow(`  ${name} is ${version}: `)
  expect(start).toThrow(remedy)
})

test('what cannot be found counts as too old, and all is told at once', () => {
  expect(() => requireMinimumVersions(found({ next: '', node: '20.20.2' }))).toThrow(
    /known flaws:\n {2}node is 20\.20\.2: 24\.\d+\.\d+ or newer[^\n]*\n {2}next cannot be found: [^\n]*\nSee docs/,
  )
})

describe('where an older Next is installed', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'countersign-older-next-'))
    for (const [name, version] of Object.entries({ ...oldestTaken, next: '16.4.5' })) {
      mkdirSync(join(folder, 'node_modules', name), { recursive: true })
      writeFileSync(join(folder, 'node_modules', name, 'package.json'), JSON.stringify({ name, version }))
    }
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const serving = JSON.stringify(join(import.meta.dirname, 'serving/start.ts'))
  test.concurrent.each([
    ['the worker', [join(import.meta.dirname, 'worker/main.ts')]],
    ['the migration', [join(import.meta.dirname, 'db/migrate.ts')]],
    [
      'the web process',
      [
        '--conditions',
        'react-server',
        '--input-type=module',
        '-e',
        `const { startServing } = await import(${serving}); await startServing()`,
      ],
    ],
  ])('%s does not start, and says why and no more', { timeout: 120_000 }, async (_, program) => {
    const child = spawn(process.execPath, program, {
      cwd: folder,
      env: { NODE_ENV: 'production' },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const [said] = await Promise.all([text(child.stderr), once(child, 'close')])
    expect(said).toMatch(/^This cannot start on versions[^\n]*\n {2}next is 16\.4\.5: [^\n]*\nSee docs[^\n]*\n$/)
    expect(child.exitCode).toBe(1)
  })
})
