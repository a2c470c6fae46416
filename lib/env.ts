import path from 'node:path'
import { z } from 'zod'
import { isSafeAddress, isSafeLine, isSafeOrigin, isSslModeClear } from './safe-address.ts'

// Every setting of the console, each with what to do about it. README.md, "Settings", has them as a table: a test compares.

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
const Seconds = z.coerce.number().int().nonnegative()

/** Read by the web process alone. */
const forWeb = {
  COUNTERSIGN_SECOND_FACTOR: z
    .enum(['required', 'optional'])
    .default('required')
    .describe('Whether everybody needs a second factor; only a demo lets people in with a password alone'),
  COUNTERSIGN_PROXIES: z.coerce
    .number()
    .int()
    .min(1)
    .max(9)
    .default(1)
    .describe('How many proxies stand before the console: the address of a browser is that many entries from the end'),
  COUNTERSIGN_OIDC_ISSUER: z
    .string()
    .refine((text) => text === '' || isSafeAddress(text), 'an https:// address')
    .default('')
    .describe("The issuer of the company's OpenID Connect provider"),
  COUNTERSIGN_OIDC_CLIENT_ID: z.string().default('').describe('What the provider knows this console as'),
  COUNTERSIGN_OIDC_CLIENT_SECRET: z.string().default('').describe('The secret that the provider gave to this console'),
  COUNTERSIGN_OIDC_NAME: z.string().max(60).default('').describe('What the button of the provider is called'),
}

const Env = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development').describe('Set it to production'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'a postgres:// URL')
    .refine(isSslModeClear, 'sslmode=verify-full proves who answers; other modes do not')
    .describe(
      'The address of the database with the login of this part, postgres://login:password@host/countersign?sslmode=verify-full',
    ),
  NEXTAUTH_URL: z
    .url({ protocol: /^https?$/, error: 'an http:// or https:// address' })
    .default('http://127.0.0.1:3000')
    .describe('The address that people open, which sign-in trusts as its own, for example https://console.example.com'),
  NEXTAUTH_SECRET: z
    .string()
    .min(32, 'at least 32 characters')
    .describe('Make it once and give it to all replicas: openssl rand -base64 48'),
  COUNTERSIGN_DATA_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=(,[A-Za-z0-9+/]{43}=)*$/, '32 bytes in base64; several with commas between them')
    .describe('Make it once, keep it in a safe, and give it to all parts: npm run keys'),
  COUNTERSIGN_WORKER_PUBLIC_KEY: PublicKeyText.optional().describe(
    "The public half of the worker's key, to which spending keys are sealed: npm run keys",
  ),
  COUNTERSIGN_DEMO: Flag.describe('Take it away: it lets the demo people in, whose password is known'),
  COUNTERSIGN_ENDPOINT_OVERRIDES: z
    .string()
    .refine(
      (text) => text.split(',').every((each) => each === '' || isSafeOrigin(each)),
      'https://host and no more; http:// for this machine alone',
    )
    .default('')
    .describe("Addresses, separated by commas, that a cloud account may name instead of the vendor's"),
  COUNTERSIGN_METRICS_TOKEN: z
    .string()
    .min(16, 'at least 16 characters')
    .optional()
    .describe('What Prometheus shows to be told the numbers; without it there are none: openssl rand -hex 24'),
  COUNTERSIGN_DRAIN_SECONDS: Seconds.default(75).describe('How long a part that stops waits for what is on its way'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'an http:// or https:// address' })
    .optional()
    .describe('Where traces go by OTLP over HTTP, for example http://127.0.0.1:4318'),
  ...forWeb,
  NODE_TLS_REJECT_UNAUTHORIZED: z
    .literal('1', 'certificates are always checked')
    .optional()
    .describe('Take it away. An authority of your own is named in NODE_EXTRA_CA_CERTS'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
    .default('info')
    .describe('One of fatal, error, warn, info, debug, silent'),
})

type Complaint = { path: PropertyKey[]; message: string }
type Given = Record<string, string | undefined>

/** What does not hold between settings, as they are given: told beside what is wrong with each by itself. */
function conflicts(given: Given): Complaint[] {
  const found: Complaint[] = []
  const refuse = (setting: string, message: string) => found.push({ path: [setting], message })
  const { NEXTAUTH_URL: address = '' } = given
  if (given['COUNTERSIGN_SECOND_FACTOR'] === 'optional' && given['COUNTERSIGN_DEMO'] !== '1')
    refuse('COUNTERSIGN_SECOND_FACTOR', 'taken by the demo only')
  found.push(...openLine(given))
  if (isReal(given) && address !== '' && !isSafeAddress(address))
    refuse('NEXTAUTH_URL', 'https://; http:// for a trial on this machine alone')
  if (given['COUNTERSIGN_OIDC_ISSUER'] !== undefined && given['COUNTERSIGN_OIDC_CLIENT_ID'] === undefined)
    refuse('COUNTERSIGN_OIDC_CLIENT_ID', 'needed beside COUNTERSIGN_OIDC_ISSUER')
  return found
}

/** Only who says that it is for development or tests is not for real: forgetting NODE_ENV opens nothing. */
const isReal = (given: Given): boolean =>
  !['development', 'test'].includes(given['NODE_ENV'] ?? '') && given['COUNTERSIGN_DEMO'] !== '1'

/** A line to a database elsewhere on which anybody could read along. Nobody needs it more than the owner of the database. */
function openLine(given: Given): Complaint[] {
  const { DATABASE_URL: database = '' } = given
  if (!isReal(given) || database === '' || isSafeLine(database)) return []
  const message = 'sslmode=verify-full is missing; sslmode=disable for a line that nobody else shares'
  return [{ path: ['DATABASE_URL'], message }]
}

const notForWeb = {
  COUNTERSIGN_WORKER_KEY: z
    .undefined('a web process must not have it')
    .optional()
    .describe('Take it out of the environment of the web process: whoever has it can spend'),
}

const WebEnv = Env.extend({
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000).describe('Where the web process listens'),
  NEXT_DEPLOYMENT_ID: z
    .string()
    .regex(/^[\w-]+$/, 'letters, digits, - and _')
    .optional()
    .describe('The version, as it was given to the build: pages of another version load anew'),
  COUNTERSIGN_DRAIN_NOTICE_SECONDS: Seconds.default(0).describe(
    'How long a web process that stops still takes new requests, so that the proxy can notice',
  ),
  ...notForWeb,
})

/** Times of the protocol in milliseconds, and doors: tests alone have a use for them. */
const forTests = {
  COUNTERSIGN_ABSENT_AFTER_MS: z.coerce
    .number()
    .int()
    .positive()
    .default(30 * 60_000),
  COUNTERSIGN_POLL_MS: z.coerce.number().int().positive().default(10_000),
  COUNTERSIGN_SEND_TIMEOUT_MS: z.coerce.number().int().positive().default(60_000),
  /** Between two looks at what moves in an account, four times that at what rests; as often as at a request, unless set. */
  COUNTERSIGN_SYNC_MS: z.coerce.number().int().positive().optional(),
  /** Is asked at each named step, and may end or pause this worker there. */
  COUNTERSIGN_CHAOS_URL: z.string().default(''),
}

const WorkerKeyText = z
  .string()
  .regex(/^\s*[{[]/, 'a private key in JWK form, or a list of them')
  .describe('The private key that opens the spending keys; docs/guides/owners.md says how to make it')

const WorkerEnv = Env.extend({
  COUNTERSIGN_WORKER_KEY: WorkerKeyText,
  DATA_DIR: z.string().default('').describe('Where the built-in parts keep their files'),
  COUNTERSIGN_SPOOL_DIR: z
    .string()
    .default('')
    .describe('A folder that outlives a restart: answers wait there that the database could not take'),
  COUNTERSIGN_METRICS_PORT: z.coerce
    .number()
    .int()
    .min(1)
    .max(65_535)
    .optional()
    .describe('Where a worker tells its numbers and that it lives; unset, it listens nowhere'),
  COUNTERSIGN_METRICS_HOST: z.string().default('127.0.0.1').describe('The address of this machine to listen at'),
  ...forTests,
})

const RewrapEnv = Env.extend({ COUNTERSIGN_WORKER_KEY: WorkerKeyText.optional() })

const MigrateEnv = Env.pick({ DATABASE_URL: true }).extend({
  DATABASE_URL: Env.shape.DATABASE_URL.describe(
    'The address of the database with the login that owns it, postgres://owner:password@host/countersign?sslmode=verify-full',
  ),
})

/** What is wrong with one setting and what to do about it; never its value, which may be a secret. */
function complaint(schema: z.ZodObject, { path: [name = ''], message }: Complaint): string {
  const setting = String(name)
  const isSet = given()[setting] !== undefined
  const shape: Record<string, z.ZodType | undefined> = schema.shape
  const remedy = shape[setting]?.description
  return `  ${setting} ${isSet ? `is wrong (${message})` : 'is not set'}.${remedy === undefined ? '' : ` ${remedy}.`}`
}

/** An empty line in a file of settings is a setting that is not set. */
const given = () => Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''))

function read<T extends z.ZodObject>(part: string, schema: T, between: typeof conflicts = () => []): z.output<T> {
  const parsed = schema.safeParse(given())
  const broken = between(given())
  if (parsed.success && broken.length === 0) return parsed.data
  const alone = parsed.error?.issues ?? []
  const isTold = ({ path: [setting] }: Complaint) => alone.some((each) => each.path[0] === setting)
  const lines = [...alone, ...broken.filter((each) => !isTold(each))].map((each) => complaint(schema, each))
  throw new Error(`${part} cannot start with these settings:\n${lines.join('\n')}\nSee README.md, "Settings".`)
}

let cached: z.output<typeof Env> | undefined
let cachedWorker: z.output<typeof WorkerEnv> | undefined

/** The settings that web and worker share, checked once. Throws an error naming every missing or malformed one. */
export const env = (): z.output<typeof Env> => (cached ??= read('The console', Env, conflicts))

/** The worker's settings, checked once. */
export const workerEnv = (): z.output<typeof WorkerEnv> => (cachedWorker ??= read('The worker', WorkerEnv, conflicts))

/** The web process's settings, for its start: it refuses to run with what it must not have. */
export const webEnv = (): z.output<typeof WebEnv> => read('The web process', WebEnv, conflicts)

/** The settings of the program that seals everything anew; the worker's keys are there where the worker runs. */
export const rewrapEnv = (): z.output<typeof RewrapEnv> => read('The program', RewrapEnv, openLine)

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
export const databaseUrl = (): string => read('The migration', MigrateEnv, openLine).DATABASE_URL

/** Where browsers reach the console. */
export const consoleUrl = (): string => read('The console', Env.pick({ NEXTAUTH_URL: true })).NEXTAUTH_URL

/** Every setting that a person may meet, and the parts that read it; what only tests set is left out. */
export function settingsByPart(): Map<string, string[]> {
  const parts = {
    web: Object.keys(WebEnv.shape).filter((name) => !(name in notForWeb)),
    worker: Object.keys(WorkerEnv.shape).filter((name) => !(name in forTests) && !(name in forWeb)),
    migrate: Object.keys(MigrateEnv.shape),
  }
  const found = new Map<string, string[]>()
  for (const [part, names] of Object.entries(parts))
    for (const name of names) found.set(name, [...(found.get(name) ?? []), part])
  return found
}
