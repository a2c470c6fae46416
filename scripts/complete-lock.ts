import { readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

// npm writes no lock entry for an optional platform package that the registry at hand does not hold, and then refuses its
// own lock (`npm ci`: "Missing … from lock file"). This adds those entries, without a digest, so that every platform can
// install what its registry has. Run it after each change of the dependencies: npm run lock.

const Entry = z.looseObject({
  optionalDependencies: z.record(z.string(), z.string()).optional(),
  dev: z.boolean().optional(),
})
const Lock = z.looseObject({ packages: z.record(z.string(), Entry) })
type Lock = z.output<typeof Lock>

const systems = ['darwin', 'linux', 'win32', 'freebsd', 'android', 'openbsd', 'netbsd', 'sunos', 'aix', 'openharmony']
const processors = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 's390x', 'riscv64', 'loong64', 'mips64el', 'wasm32']

/** Where Node finds `name` from the package at `from`; undefined when the lock has it nowhere on that way. */
function resolve(lock: Lock, from: string, name: string): string | undefined {
  let folder = from
  for (;;) {
    const key = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`
    if (lock.packages[key]) return key
    if (folder === '') return undefined
    const parent = folder.lastIndexOf('/node_modules/')
    folder = parent === -1 ? '' : folder.slice(0, parent)
  }
}

/** The optional packages that `lock` demands and does not have, with the entry that completes it. */
export function missingEntries(lock: Lock): [key: string, entry: Record<string, unknown>][] {
  return Object.entries(lock.packages).flatMap(([at, { optionalDependencies = {}, dev }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => resolve(lock, at, name) === undefined)
      .map(([name, range]): [string, Record<string, unknown>] => [
        `node_modules/${name}`,
        { version: range.replace(/^[\^~]/, ''), ...platformOf(name), ...(dev && { dev }), optional: true },
      ]),
  )
}

/** What a platform package's name says of where it runs: `@swc/core-linux-x64-musl`. */
function platformOf(name: string): Record<string, string[]> {
  const words = new Set(
    (name.split('/').at(-1) ?? '').split(/[-.]/).map((word) => (word === 'windows' ? 'win32' : word)),
  )
  const os = systems.filter((word) => words.has(word))
  const cpu = processors.filter((word) => words.has(word))
  const libc = words.has('musl') ? ['musl'] : words.has('gnu') ? ['glibc'] : []
  return {
    ...(cpu.length > 0 && { cpu }),
    ...(libc.length > 0 && { libc }),
    ...(os.length > 0 && { os }),
  }
}

export const readLock = (file: string): Lock => Lock.parse(JSON.parse(readFileSync(file, 'utf8')))

if (import.meta.main) {
  const lock = readLock('package-lock.json')
  const added = missingEntries(lock)
  const packages = Object.entries({ ...lock.packages, ...Object.fromEntries(added) }).toSorted(([a], [b]) =>
    a < b ? -1 : 1,
  )
  writeFileSync(
    'package-lock.json',
    `${JSON.stringify({ ...lock, packages: Object.fromEntries(packages) }, null, 2)}\n`,
  )
  console.log(`${added.length} entries added.`)
}
