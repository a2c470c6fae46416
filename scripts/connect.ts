import { text } from 'node:stream/consumers'
import { sealingKey } from '#lib/auth/sealing-key.ts'
import { SetUp, setUp } from '#lib/auth/set-up.ts'
import { openDatabase } from '#lib/db/client.ts'
import { startComplaint } from '#lib/db/start-complaint.ts'
import { env } from '#lib/env.ts'
import { AppError, toError } from '#lib/errors.ts'
import { messages } from '#lib/i18n/messages.ts'

// Connects a cloud account and lets people in: npm run connect < account.json. The document holds secrets: it is read from
// the standard input, so that none stands in the list of processes or the shell's history.

const { noWorkerKey, otherWorkerKey } = messages.en.errors
const words: Record<string, string> = { 'errors.noWorkerKey': noWorkerKey, 'errors.otherWorkerKey': otherWorkerKey }

let document: unknown
try {
  document = JSON.parse(await text(process.stdin))
} catch {
  console.error('The standard input is not JSON. See docs/guides/owners.md for an example.')
  process.exit(2)
}

const parsed = SetUp.safeParse(document)
if (!parsed.success) {
  for (const issue of parsed.error.issues) console.error(`${issue.path.join('.')}: ${issue.message}`)
  process.exit(2)
}

const settings = env()
const db = openDatabase(settings.DATABASE_URL, { max: 1, app: 'countersign-connect' })
try {
  await setUp(db, parsed.data, {
    dataKey: settings.COUNTERSIGN_DATA_KEY,
    workerPublicJwk: await sealingKey(db),
  })
  console.log(`Connected "${parsed.data.account.name}" with ${parsed.data.people.length} people.`)
} catch (error) {
  console.error(error instanceof AppError ? (words[error.message] ?? error.message) : startComplaint(toError(error)))
  process.exitCode = 1
} finally {
  await db.$client.end()
}
