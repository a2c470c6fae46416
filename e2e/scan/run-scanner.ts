import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'

/** Whether a program is on this machine. */
export const isInstalled = (program: string): boolean =>
  spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined

/** Runs a scanner to its end, or for so long; what it says goes to `log`. Returns whether it came to its end. */
export async function runScanner(
  program: string,
  args: string[],
  { log, secondsMax, env = {} }: { log: string; secondsMax: number; env?: Record<string, string> },
): Promise<boolean> {
  const out = openSync(log, 'w', 0o600)
  const child = spawn(program, args, { stdio: ['ignore', out, out], env: { ...process.env, ...env } })
  closeSync(out)
  const timer = setTimeout(() => child.kill('SIGINT'), secondsMax * 1000)
  const [code] = await once(child, 'exit')
  clearTimeout(timer)
  return code === 0
}
