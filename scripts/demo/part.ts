import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

/** One program of the demo, as a process of its own. */
export type Part = {
  name: string
  /** The process, which leads a group of its own. */
  pid: number | undefined
  /** Resolves with the exit code (null after a signal) when the process is gone. */
  ended: Promise<number | null>
  /** Asks it to end, insists after a few seconds, and resolves when it is gone. Safe to call again. */
  stop(): Promise<void>
  /** Ends it without a word, and resolves when it is gone. */
  kill(): Promise<void>
  /** The last lines it wrote. */
  lastWords(): string
}

type Options = {
  name: string
  /** Arguments of Node: the program and what it takes. */
  args: string[]
  env: Record<string, string | undefined>
  /** Keeps what the part prints. */
  logFolder: string
}

const root = path.resolve(import.meta.dirname, '../..')
const followParent = fileURLToPath(new URL('follow-parent.ts', import.meta.url))
const graceMs = 6000

/** Starts a part. It ends with this process, even when this one is killed. */
export function startPart({ name, args, env, logFolder }: Options): Part {
  mkdirSync(logFolder, { recursive: true })
  const logPath = path.join(logFolder, `${name}.log`)
  const log = openSync(logPath, 'w', 0o600)
  const child = spawn(process.execPath, ['--import', followParent, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    // A group of its own: Ctrl-C reaches the launcher alone, which then stops the parts in order.
    detached: true,
    stdio: ['pipe', log, log],
  })
  closeSync(log)
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => resolve(code))
    child.once('error', () => resolve(1))
  })
  const signal = (kind: NodeJS.Signals) => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
    signalGroup(child.pid, kind)
  }
  const stop = async () => {
    signal('SIGTERM')
    await Promise.race([ended, delay(graceMs, undefined, { ref: false })])
    signal('SIGKILL')
    await ended
  }
  const kill = async () => {
    signal('SIGKILL')
    await ended
  }
  return { name, pid: child.pid, ended, stop, kill, lastWords: () => tail(logPath, 15) }
}

function signalGroup(pid: number, kind: NodeJS.Signals): void {
  try {
    process.kill(-pid, kind)
  } catch {
    // It ended in this very moment.
  }
}

const tail = (file: string, lines: number) => readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n')
