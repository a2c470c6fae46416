import { resealSpendKeys } from '#lib/auth/reseal.ts'
import { rewrapAll } from '#lib/auth/rewrap.ts'
import { openDatabase } from '#lib/db/client.ts'
import { rewrapEnv } from '#lib/env.ts'
import { parseWorkerKeys } from '#lib/worker/worker-key.ts'

// Puts what is sealed under older data keys under the first of COUNTERSIGN_DATA_KEY and, where the worker's keys are, what is
// sealed to older ones to the first of COUNTERSIGN_WORKER_KEY: npm run rewrap.

const settings = rewrapEnv()
const db = openDatabase(settings.DATABASE_URL, { max: 1, app: 'countersign-rewrap' })
try {
  const { readKeys, answers, apps } = await rewrapAll(db, settings.COUNTERSIGN_DATA_KEY)
  console.log(
    `Put ${readKeys} read keys, ${answers} answers and ${apps} authenticator apps under the first data key. ` +
      'The others are needed no more.',
  )
  if (settings.COUNTERSIGN_WORKER_KEY === undefined) {
    console.log('Left the spending keys: they are sealed anew where COUNTERSIGN_WORKER_KEY is.')
  } else {
    const { spendKeys, left } = await resealSpendKeys(db, parseWorkerKeys(settings.COUNTERSIGN_WORKER_KEY))
    console.log(`Sealed ${spendKeys} spending keys to the first key of the worker.`)
    for (const { accountId, reason } of left) console.error(`Account ${accountId}: ${reason}`)
    if (left.length === 0) console.log('The worker’s other keys are needed for no spending key any more.')
    else process.exitCode = 1
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
} finally {
  await db.$client.end()
}
