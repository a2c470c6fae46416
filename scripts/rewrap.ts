import { rewrapAll } from '#lib/auth/rewrap.ts'
import { openDatabase } from '#lib/db/client.ts'
import { env } from '#lib/env.ts'

// Puts what is sealed under older data keys under the first of COUNTERSIGN_DATA_KEY: npm run rewrap.

const settings = env()
const db = openDatabase(settings.DATABASE_URL, { max: 1, app: 'countersign-rewrap' })
try {
  const { readKeys, answers, apps } = await rewrapAll(db, settings.COUNTERSIGN_DATA_KEY)
  console.log(
    `Put ${readKeys} read keys, ${answers} answers and ${apps} authenticator apps under the first data key. ` +
      'The others are needed no more.',
  )
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
} finally {
  await db.$client.end()
}
