import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { z } from 'zod'

const top = join(import.meta.dirname, '..')

const LedgerRow = z.object({
  at: z.string(),
  service: z.string(),
  method: z.string(),
  path: z.string(),
  body: z.string().nullish(),
  body_sha256: z.string().nullish(),
  request_id: z.string().nullish(),
  order_id: z.string().nullish(),
  job_id: z.string().nullish(),
  outcome: z.string(),
})
export type LedgerRow = z.output<typeof LedgerRow>

const Credential = z.object({
  ak: z.string(),
  sk: z.string(),
  project_id: z.string(),
  domain_id: z.string(),
  region: z.string(),
  kind: z.string(),
})
export type Credential = z.output<typeof Credential>

/** The pretend cloud as a program of its own, with the handles that only a test has. */
export type PretendCloud = {
  url: string
  ledger(): Promise<LedgerRow[]>
  purchases(): Promise<LedgerRow[]>
  payments(): Promise<LedgerRow[]>
  credentials(): Promise<Credential[]>
  control(path: string, body?: unknown, method?: 'POST' | 'DELETE'): Promise<unknown>
  stop(): Promise<void>
}

/** A port that nobody listens on just now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('The port of a TCP server is a number')
  return address.port
}

/** Connects to a pretend cloud that is already running at `url`. */
export function pretendCloudAt(url: string, stop: () => Promise<void> = async () => undefined): PretendCloud {
  const ask = async (path: string, init?: RequestInit): Promise<unknown> => {
    const answer = await fetch(`${url}/_control/${path}`, init)
    const text = await answer.text()
    if (!answer.ok) throw new Error(`The pretend cloud answered ${answer.status} to ${path}: ${text}`)
    return text === '' ? undefined : JSON.parse(text)
  }
  const ledger = async () => z.array(LedgerRow).parse(await ask('ledger'))
  return {
    url,
    ledger,
    purchases: async () =>
      (await ledger()).filter((row) => row.method === 'POST' && row.path.endsWith('/cloud-phone/servers')),
    payments: async () => (await ledger()).filter((row) => row.path.endsWith('/customer-orders/pay')),
    credentials: async () => z.array(Credential).parse(await ask('credentials')),
    control: (path, body, method = 'POST') =>
      ask(path, {
        method,
        ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      }),
    stop,
  }
}

/** Starts a pretend cloud; `timeScale` is how many of its seconds pass in one of ours. */
export async function startPretendCloud({ timeScale = 3600 }: { timeScale?: number } = {}): Promise<PretendCloud> {
  const port = await freePort()
  const child = spawn(process.execPath, [join(top, 'emulator/main.ts')], {
    env: { ...process.env, EMULATOR_PORT: String(port), TIME_SCALE: String(timeScale), EMULATOR_DATA_FILE: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const died = once(child, 'exit').then(() => Promise.reject(new Error('The pretend cloud ended at its start')))
  await Promise.race([once(child.stdout, 'data'), died])
  died.catch(() => undefined)
  return pretendCloudAt(`http://127.0.0.1:${port}`, () => stopProcess(child))
}

/** Asks a process to end and waits until it has. */
export async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}
