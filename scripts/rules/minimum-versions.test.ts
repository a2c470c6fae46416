import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readText } from './committed-files.ts'

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
  .parse(read('minimum-versions.json'))

const lock = z
  .object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) })
  .parse(read('package-lock.json'))

/** Every copy of a package that an installation brings, also those that others bring along. */
const installed = Object.entries(lock.packages).map(([place, { version = '' }]) => ({
  name: place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length),
  version,
}))

/** Numbers alone count: a version before a release is older than it. */
function isOlder(version: string, than: string): boolean {
  const [left = [], right = []] = [version, than].map((text) => text.split('-')[0]?.split('.').map(Number))
  const at = right.findIndex((part, index) => part !== left[index])
  return at === -1 ? version.includes('-') : (left[at] ?? 0) < (right[at] ?? 0)
}

describe('no copy of a package is older than the newest fix of its known flaws', () => {
  test.each(Object.entries(packages))('%s', (name, { atLeast }) => {
    const copies = installed.filter((each) => each.name === name)
    expect(copies.length).toBeGreaterThan(0)
    expect(copies.filter(({ version }) => isOlder(version, atLeast))).toEqual([])
  })
})

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

test('nothing that the table of flaws tells to keep out is used', () => {
  const source = (readText('next.config.mjs') ?? '') + (readText('package.json') ?? '')
  expect(source).toContain('images: { unoptimized: true }')
  expect(source).not.toMatch(/useCache|cacheComponents|rewrites|allowedOrigins|next\/og/)
})
