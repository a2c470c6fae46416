import { describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { isOlder } from '#lib/minimum-versions.ts'
import { committedFiles, readText } from './committed-files.ts'

const read = (file: string): unknown => JSON.parse(readText(file) ?? '{}')

const { packages } = z
  .strictObject({
    about: z.string(),
    packages: z.record(
      z.string(),
      z.strictObject({
        atLeast: z.string().regex(/^\d+\.\d+\.\d+$/),
        fixes: z.array(z.string().regex(/^(CVE-\d{4}-\d+|GHSA(-[\da-z]{4}){3})$/)),
        /** What is not fixed yet, and what is done about it. */
        owed: z.string().optional(),
      }),
    ),
  })
  .parse(read('lib/minimum-versions.json'))

const lock = z
  .object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) })
  .parse(read('package-lock.json'))

/** Every copy of a package that an installation brings, also those that others bring along. */
const installed = Object.entries(lock.packages).map(([place, { version = '' }]) => ({
  name: place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length),
  version,
}))

describe('no copy of a package is older than the newest fix of its known flaws', () => {
  test.each(Object.entries(packages))('%s', (name, { atLeast }) => {
    const copies = installed.filter((each) => each.name === name)
    expect(copies.length).toBeGreaterThan(0)
    expect(copies.filter(({ version }) => isOlder(version, atLeast))).toEqual([])
  })
})

/** What cannot be tried against a console that is not made of it. Each is kept out of the sources, or does not exist here. */
const keptOut: Record<string, RegExp | 'needs Windows'> = {
  'GHSA-2xp9-vwfh-vxw4': /from 'next\/(legacy\/)?image'/,
  'CVE-2026-96889': /from 'next\/(legacy\/)?image'/,
  'GHSA-vcvr-r3jv-pc5j': /'next\/og'|ImageResponse/,
  'GHSA-673q-mjm6-r5xr': /^\s*['"]use cache\b|useCache|cacheComponents/m,
  'CVE-2026-29057': /\brewrites\s*[:(=]/,
  'CVE-2026-27978': /allowedOrigins/,
  'CVE-2026-44580': /beforeInteractive/,
  'CVE-2026-75604': 'needs Windows',
  'GHSA-7rqj-j65f-68wh': /next-auth\/providers\/email/,
}

const isSource = (file: string): boolean =>
  /^(app|components|lib)\/|^[^/]+\.(ts|mjs)$/.test(file) && !file.includes('.test.')

test.each(Object.entries(keptOut))('%s: what had the flaw is not used', (_, flaw) => {
  const users = committedFiles().filter(
    (file) => flaw !== 'needs Windows' && isSource(file) && flaw.test(readText(file) ?? ''),
  )
  expect(users).toEqual([])
})

test('the optimiser of images is switched off', () => {
  expect(readText('next.config.mjs')).toContain('images: { unoptimized: true }')
})

test('each flaw of the framework and of the sign-in library is tried, or what had it is kept out', () => {
  const tests = committedFiles().filter((file) => /^(e2e\/security\/|app\/|lib\/).*(\.test|\.e2e)\.ts$/.test(file))
  const named = tests.map((file) => readText(file) ?? '').join('\n')
  const known = ['next', 'react', 'react-dom', 'next-auth'].flatMap((name) => packages[name]?.fixes ?? [])
  expect(known.length).toBeGreaterThan(30)
  expect(known.filter((id) => !(id in keptOut) && !named.includes(id))).toEqual([])
})

test('Next tells nobody that something was built or started', async () => {
  vi.stubEnv('NEXT_TELEMETRY_DISABLED', '')
  await import('../../next.config.mjs')
  expect(process.env['NEXT_TELEMETRY_DISABLED']).toBe('1')
})
