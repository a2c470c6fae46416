import { existsSync, readFileSync } from 'node:fs'
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
 * another program, and Postgres would wait for that one for ever.
 */
export async function removeLockOfTheDead(directory: string): Promise<void> {
  const found = readPostmaster(directory)
  if (found && (!found.isAlive || isSomethingElse(found.pid))) await rm(lockFile(directory), { force: true })
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** True when the process is a zombie or another program. Unknown (no /proc) counts as a live server. */
function isSomethingElse(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'))
    const state = stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3)
    return state === 'Z' || name !== 'postgres'
  } catch {
    return false
  }
}
