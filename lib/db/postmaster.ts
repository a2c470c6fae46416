import { existsSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'

/** What `postmaster.pid` says about the server of a data directory. */
export type Postmaster = { pid: number; port: number; isAlive: boolean }

const lockFile = (directory: string) => path.join(directory, 'postmaster.pid')

/** The server that holds `directory`, alive or not; undefined when none does. */
export function readPostmaster(directory: string): Postmaster | undefined {
  if (!existsSync(lockFile(directory))) return undefined
  const [pid, , , port] = readFileSync(lockFile(directory), 'utf8').split('\n')
  return { pid: Number(pid), port: Number(port), isAlive: isRunning(Number(pid)) }
}

/**
 * Removes the lock of a server that is certainly gone: after a restart of the machine or container its id may belong to
 * another program, and Postgres would wait for that one for ever. Answers false while the server may still live.
 */
export async function removeLockOfTheDead(directory: string, canWait: boolean): Promise<boolean> {
  const found = readPostmaster(directory)
  if (!found) return true
  // A zombie's own processes may need a moment to notice; whoever can wait leaves the lock to Postgres.
  const isGone = !found.isAlive || isStranger(found.pid, directory) || (!canWait && isZombie(found.pid))
  if (isGone && found.isAlive) await rm(lockFile(directory), { force: true })
  return isGone
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

/** A server works in its data directory. Where the system has no /proc, nobody is taken for a stranger. */
function isStranger(pid: number, directory: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) !== realpathSync(directory)
  } catch (error) {
    // Our server runs as ourselves or, started by root, is open to root.
    return codeOf(error) === 'EACCES'
  }
}

function isZombie(pid: number): boolean {
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined)
