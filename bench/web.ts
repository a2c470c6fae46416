import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { workerHeartbeat } from '#lib/db/schema.ts'
import type { Database } from '#lib/db/client.ts'
import { freePort, stopProcess } from '../e2e/cloud.ts'
import { dataKey } from '../e2e/console-settings.ts'
import { isBuilt } from '../scripts/demo/build.ts'

const top = join(import.meta.dirname, '..')
const next = 'node_modules/next/dist/bin/next'

/** A web process on a database that is already filled. Nothing works behind it, and it is told that all is well. */
export type Web = { url: string; stop(): Promise<void> }

/** Builds the web part unless it is built as it is now, and starts it on the database at `url`. Throws when either ends by itself. */
export async function startWeb({ db, url }: { db: Database; url: string }): Promise<Web> {
  const env = { ...process.env, NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' }
  if (!isBuilt()) await build(env)
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  const web = spawn(process.execPath, [next, 'start', '-H', '127.0.0.1', '-p', String(port)], {
    cwd: top,
    env: {
      ...env,
      DATABASE_URL: url,
      NEXTAUTH_URL: address,
      NEXTAUTH_SECRET: randomBytes(32).toString('hex'),
      COUNTERSIGN_DATA_KEY: dataKey,
      COUNTERSIGN_DEMO: '1',
      COUNTERSIGN_SECOND_FACTOR: 'optional',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const beating = setInterval(() => void beat(db), 5_000)
  const ended = once(web, 'exit').then(() => Promise.reject(new Error('The web process ended by itself')))
  ended.catch(() => undefined)
  await Promise.race([beat(db).then(() => answers(address)), ended])
  const stop = async () => {
    clearInterval(beating)
    await stopProcess(web)
  }
  return { url: address, stop }
}

async function build(env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, [next, 'build'], { cwd: top, env, stdio: ['ignore', 'ignore', 'inherit'] })
  await once(child, 'exit')
  if (child.exitCode !== 0) throw new Error('The web part cannot be built')
}

/** As a worker says that it lives. */
async function beat(db: Database): Promise<void> {
  const row = { workerId: 'bench', publicKey: {}, seenAt: new Date() }
  await db.insert(workerHeartbeat).values(row).onConflictDoUpdate({ target: workerHeartbeat.workerId, set: row })
}

async function answers(url: string): Promise<void> {
  for (;;) {
    const answer = await fetch(`${url}/sign-in`).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
