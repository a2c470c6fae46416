import path from 'node:path'
import { z } from 'zod'

/** An elliptic-curve key without its private part, which must not come near the web process. */
const PublicKey = z.strictObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string() })

const PublicKeyText = z.string().transform((text, context) => {
  try {
    return PublicKey.parse(JSON.parse(text))
  } catch {
    context.addIssue('the public half of the worker’s key alone, in JWK form')
    return z.NEVER
  }
})

const Flag = z.enum(['0', '1']).default('0')

const Env = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'a postgres:// URL'),
  /** Where browsers reach the console; also what next-auth trusts as its own address. */
  NEXTAUTH_URL: z.url().default('http://127.0.0.1:3000'),
  NEXTAUTH_SECRET: z.string().min(32, 'at least 32 characters'),
  /** Seals read keys of cloud accounts, and answers. While one replaces another both are here, the new one first. */
  COUNTERSIGN_DATA_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=(,[A-Za-z0-9+/]{43}=)*$/, '32 bytes in base64; several with commas between them'),
  /** The public half of the worker's key, a JWK as JSON: spending keys are sealed to it. Needed to enter one. */
  COUNTERSIGN_WORKER_PUBLIC_KEY: PublicKeyText.optional(),
  /** Demo mode: shows the demo sign-ins and lets the demo people in. Never set it for a real account. */
  COUNTERSIGN_DEMO: Flag,
  /** Whether everybody needs a second factor; `optional` is taken in demo mode only. */
  COUNTERSIGN_SECOND_FACTOR: z.enum(['required', 'optional']).default('required'),
  /** How many proxies stand before the console: the address of a browser is that many entries from the end. */
  COUNTERSIGN_PROXIES: z.coerce.number().int().min(1).max(9).default(1),
  /** The company's OpenID Connect provider: its issuer, what it knows this console as, and what its button is called. */
  COUNTERSIGN_OIDC_ISSUER: z.union([z.literal(''), z.url()]).default(''),
  COUNTERSIGN_OIDC_CLIENT_ID: z.string().default(''),
  COUNTERSIGN_OIDC_CLIENT_SECRET: z.string().default(''),
  COUNTERSIGN_OIDC_NAME: z.string().max(60).default(''),
  /** Base URLs, comma-separated, that a cloud account may name instead of the compiled endpoints. */
  COUNTERSIGN_ENDPOINT_OVERRIDES: z.string().default(''),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
})

/** What holds between settings. */
const Whole = Env.check(({ value, issues }) => {
  const refuse = (path: string, message: string) => issues.push({ code: 'custom', path: [path], message, input: value })
  if (value.COUNTERSIGN_SECOND_FACTOR === 'optional' && value.COUNTERSIGN_DEMO !== '1')
    refuse('COUNTERSIGN_SECOND_FACTOR', '"required": only a demo lets people in with a password alone')
  if (value.COUNTERSIGN_OIDC_ISSUER !== '' && value.COUNTERSIGN_OIDC_CLIENT_ID === '')
    refuse('COUNTERSIGN_OIDC_CLIENT_ID', 'needed beside COUNTERSIGN_OIDC_ISSUER')
})

const WorkerEnv = Env.extend({
  /** The worker's private key, a JWK as JSON: opens the spending keys. Never give it to the web process. */
  COUNTERSIGN_WORKER_KEY: z.string().startsWith('{', 'a private key in JWK form'),
  /** Where the built-in parts keep their files. */
  DATA_DIR: z.string().default(''),
  /** Where answers wait that the database could not take; `spool` in DATA_DIR unless set. Keep it over restarts. */
  COUNTERSIGN_SPOOL_DIR: z.string().default(''),
  /** Horizons of the protocol in milliseconds; shortened in tests only. */
  COUNTERSIGN_ABSENT_AFTER_MS: z.coerce
    .number()
    .int()
    .positive()
    .default(30 * 60_000),
  COUNTERSIGN_POLL_MS: z.coerce.number().int().positive().default(10_000),
  COUNTERSIGN_SEND_TIMEOUT_MS: z.coerce.number().int().positive().default(60_000),
  /** Between two looks at what moves in an account, four times that at what rests; as often as at a request, unless set. */
  COUNTERSIGN_SYNC_MS: z.coerce.number().int().positive().optional(),
  /** Test only: is asked at each named step, and may end or pause this worker there. */
  COUNTERSIGN_CHAOS_URL: z.string().default(''),
})

function read<T extends z.ZodType>(schema: T): z.output<T> {
  const parsed = schema.safeParse(process.env)
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`The environment is not complete. Please set:\n${lines.join('\n')}\nSee README.md, "Settings".`)
}

let cached: z.output<typeof Env> | undefined
let cachedWorker: z.output<typeof WorkerEnv> | undefined

/** The web process's settings, checked once. Throws an error naming every missing or malformed one. */
export const env = (): z.output<typeof Env> => (cached ??= read(Whole))

/** The worker's settings, checked once. */
export const workerEnv = (): z.output<typeof WorkerEnv> => (cachedWorker ??= read(WorkerEnv))

/** The folder in which a worker keeps the answers that are not recorded yet. */
export function spoolFolder(): string {
  const { COUNTERSIGN_SPOOL_DIR: set, DATA_DIR: dataDir } = workerEnv()
  return path.resolve(set || path.join(dataDir || '.data', 'spool'))
}

/** The base URLs that may replace compiled cloud endpoints. */
export const endpointOverrides = (): string[] => env().COUNTERSIGN_ENDPOINT_OVERRIDES.split(',').filter(Boolean)

/** How much is logged; read before the rest is checked, so that a broken environment can be reported. */
export const logLevel = (): string => Env.shape.LOG_LEVEL.catch('info').parse(process.env.LOG_LEVEL)

/** The database address alone, for programs that need nothing else. */
export const databaseUrl = (): string => read(Env.pick({ DATABASE_URL: true })).DATABASE_URL

/** Where browsers reach the console. */
export const consoleUrl = (): string => read(Env.pick({ NEXTAUTH_URL: true })).NEXTAUTH_URL
