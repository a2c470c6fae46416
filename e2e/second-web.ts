import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { startEmbedded } from '#lib/db/embedded.ts'
import { startPart } from '../scripts/demo/part.ts'
import { keepSecrets } from '../scripts/demo/secrets.ts'
import { freePort } from './cloud.ts'

const next = 'node_modules/next/dist/bin/next'
const startsWithinMs = 60_000

/** One more web process of a console, which people know under another address. */
export type SecondWeb = {
  /** Where it answers. */
  url: string
  stop(): Promise<void>
}

/**
 * Starts a web process on the database and with the secrets of the console that runs in `dataDir`, as it is run for real: with a
 * second factor and without the demo's people. `address` is what people open, given its port; `more` is set in its environment
 * as well.
 */
export async function startSecondWeb(
  dataDir: string,
  address: (port: number) => string,
  more: Record<string, string> = {},
): Promise<SecondWeb> {
  const [port, secrets, postgres] = await Promise.all([freePort(), keepSecrets(dataDir), startEmbedded({ dataDir })])
  const web = startPart({
    name: `web-${port}`,
    args: [next, 'start', '-H', '127.0.0.1', '-p', String(port)],
    env: {
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      DATABASE_URL: postgres.url('countersign'),
      NEXTAUTH_URL: address(port),
      NEXTAUTH_SECRET: secrets.sessionSecret,
      COUNTERSIGN_DATA_KEY: secrets.dataKey,
      COUNTERSIGN_DEMO: '0',
      COUNTERSIGN_SECOND_FACTOR: 'required',
      // A web process refuses to begin with it, and a test before this one may have left it behind.
      COUNTERSIGN_WORKER_KEY: undefined,
      ...more,
    },
    logFolder: join(dataDir, 'logs'),
  })
  const url = `http://127.0.0.1:${port}`
  for (const until = Date.now() + startsWithinMs; ; await pause(100)) {
    const answer = await fetch(`${url}/api/health/ready`).catch(() => undefined)
    if (answer?.ok) return { url, stop: () => web.stop() }
    if (Date.now() > until) throw new Error(`The second web process is not ready: ${web.lastWords()}`)
  }
}
