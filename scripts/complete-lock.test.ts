import { expect, test } from 'vitest'
import { missingEntries, readLock } from './complete-lock.ts'

test('the lock has an entry for every optional package, so that a fresh clone installs', () => {
  expect(missingEntries(readLock('package-lock.json')).map(([key]) => key)).toEqual([])
})

test('an optional package without an entry is found, with the platform its name tells', () => {
  const lock = { packages: { 'node_modules/a': { optionalDependencies: { '@a/core-linux-x64-musl': '^1.2.3' } } } }
  expect(missingEntries(lock)).toEqual([
    [
      'node_modules/@a/core-linux-x64-musl',
      { version: '1.2.3', cpu: ['x64'], libc: ['musl'], os: ['linux'], optional: true },
    ],
  ])
})
