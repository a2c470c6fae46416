import { spawn } from 'node:child_process'
import path from 'node:path'
import type { PostgresHome } from './postgres-home.ts'

/** Runs one of the server's own programs as the user that the server runs as; answers when it has ended. */
export function runProgram({ programs, user }: PostgresHome, program: 'initdb' | 'pg_ctl', args: string[]) {
  return new Promise<{ code: number; output: string }>((resolve) => {
    const child = spawn(path.join(programs, program), args, {
      ...user,
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const collect = (chunk: Buffer) => (output += chunk.toString())
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.on('error', (error) => resolve({ code: 1, output: `${output}${error.message}` }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}
