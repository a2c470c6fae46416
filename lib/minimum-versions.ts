import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import minimum from './minimum-versions.json' with { type: 'json' }

/** What answers browsers and signs people in, and what runs all of it. */
const watched = ['node', 'next', 'react', 'react-dom', 'next-auth'] as const
type Watched = (typeof watched)[number]

/**
 * Throws an error that names everything this program runs on and that is older than the newest fix of its known flaws, or is not
 * there, with what to do. `found` are the versions; by default those of this process and of the packages where it was started.
 */
export function requireMinimumVersions(found: (name: Watched) => string = runningVersion): void {
  const complaints = watched.flatMap((name) => {
    const { atLeast } = minimum.packages[name]
    const version = found(name)
    if (version !== '' && !isOlder(version, atLeast)) return []
    return `  ${name} ${version === '' ? 'cannot be found' : `is ${version}`}: ${atLeast} or newer is needed. ${remedyFor(name)}`
  })
  if (complaints.length === 0) return
  throw new Error(
    `This cannot start on versions with known flaws:\n${complaints.join('\n')}\nSee docs/guides/security.md, "Versions".`,
  )
}

const remedyFor = (name: Watched): string =>
  name === 'node'
    ? 'Install a newer one of the line 24: docs/guides/deploy.md.'
    : 'Install what package-lock.json names: npm ci.'

/** Numbers alone count: a version before a release is older than it. */
export function isOlder(version: string, than: string): boolean {
  const [left = [], right = []] = [version, than].map((text) => text.split('-')[0]?.split('.').map(Number))
  const at = right.findIndex((part, index) => part !== left[index])
  return at === -1 ? version.includes('-') : (left[at] ?? 0) < (right[at] ?? 0)
}

/** Of the packages where the program was started, which is where Next finds them, too: a bundle has no place of its own. */
function runningVersion(name: Watched): string {
  if (name === 'node') return process.versions.node
  try {
    const file = findPackageJSON(name, pathToFileURL(join(process.cwd(), 'package.json')))
    return file === undefined ? '' : Package.parse(JSON.parse(readFileSync(file, 'utf8'))).version
  } catch {
    return ''
  }
}

const Package = z.object({ version: z.string() })
