import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type PretendCloud, freePort, pretendCloudAt, stopProcess } from './cloud.ts'

const here = join(import.meta.dirname, '..')

/** The whole console as a newcomer starts it, on ports and data of its own. */
export type Stack = {
  url: string
  cloud: PretendCloud
  /** Where its parts keep their files, logs among them. */
  dataDir: string
  /** Signs one of the demo people in and returns their cookies as a header. */
  signIn(email: string): Promise<string>
  stop(): Promise<void>
}

/**
 * Starts the demo of the sources at `top`, with `env` for all its parts; `timeScale` is how many of the pretend cloud's seconds
 * pass in one of ours.
 */
export async function startStack({
  timeScale = 1800,
  top = here,
  env = {},
}: { timeScale?: number; top?: string; env?: Record<string, string> } = {}): Promise<Stack> {
  const [port, cloudPort, dataDir] = await Promise.all([
    freePort(),
    freePort(),
    mkdtemp(join(tmpdir(), 'countersign-e2e-')),
  ])
  const child = spawn(process.execPath, [join(top, 'scripts/demo.ts')], {
    cwd: top,
    env: {
      ...process.env,
      ...env,
      PORT: String(port),
      EMULATOR_PORT: String(cloudPort),
      DATA_DIR: dataDir,
      TIME_SCALE: String(timeScale),
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const url = `http://127.0.0.1:${port}`
  await untilReady(child.stdout, () =>
    once(child, 'exit').then(() => Promise.reject(new Error('The demo ended before it was ready'))),
  )
  const stop = async () => {
    await stopProcess(child)
    await rm(dataDir, { recursive: true, force: true })
  }
  return {
    url,
    cloud: pretendCloudAt(`http://127.0.0.1:${cloudPort}`),
    dataDir,
    signIn: (email) => signIn(url, email),
    stop,
  }
}

async function untilReady(output: NodeJS.ReadableStream, ended: () => Promise<never>): Promise<void> {
  let text = ''
  const ready = new Promise<void>((resolve) => {
    output.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      if (text.includes('Countersign is ready')) resolve()
    })
  })
  await Promise.race([ready, ended()])
}

/** What the sign-in form does, without a browser: fetch the anti-forgery token, post the password, keep the cookies. */
export async function signIn(url: string, email: string, password = 'countersign-demo'): Promise<string> {
  return (await postSignIn(url, { email, password })).cookie
}

type SignInPost = {
  email: string
  password: string
  /** The cookies that the browser has already. */
  cookie?: string
  /** What goes with one of them, where it was asked for before. */
  csrfToken?: string
  /** The address that people open, where it is another than `url`. */
  origin?: string
  headers?: Record<string, string>
}

/** The same with whatever is written into the form. Returns the answer, its text, and the browser's cookies afterwards. */
export async function postSignIn(
  url: string,
  { email, password, origin = url, headers = {}, ...before }: SignInPost,
): Promise<{ answer: Response; text: string; cookie: string }> {
  const { cookie, csrfToken } =
    before.csrfToken === undefined
      ? await askToken(url, before.cookie)
      : { cookie: before.cookie ?? '', csrfToken: before.csrfToken }
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...headers, cookie, 'content-type': 'application/x-www-form-urlencoded', origin },
    body: new URLSearchParams({ csrfToken, email, password, json: 'true', callbackUrl: origin }),
  })
  return { answer, text: await answer.text(), cookie: withCookiesOf(answer, cookie) }
}

/** What next-auth demands of a form against other sites' forms, and the cookies that a browser then has. */
export async function askToken(url: string, before = ''): Promise<{ csrfToken: string; cookie: string }> {
  const answer = await fetch(`${url}/api/auth/csrf`, { headers: { cookie: before } })
  const token: unknown = await answer.json()
  const csrfToken = typeof token === 'object' && token !== null && 'csrfToken' in token ? String(token.csrfToken) : ''
  return { csrfToken, cookie: withCookiesOf(answer, before) }
}

function withCookiesOf(answer: Response, before: string): string {
  const jar = new Map<string, string>()
  const given = answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? '')
  for (const pair of [...before.split('; '), ...given].filter(Boolean)) jar.set(pair.slice(0, pair.indexOf('=')), pair)
  return [...jar.values()].join('; ')
}
