import { afterAll, afterEach, beforeAll, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'

/** A database for the tests of a file, and the web as it starts with another key in its environment for each of them. */
export function stageSealing() {
  let database: TestDatabase
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.drop())
  afterEach(() => {
    vi.unstubAllEnvs()
    vi.resetModules()
  })
  return {
    get database() {
      return database
    },
    /** `publicKey` is what stands in the place of the worker's public key; undefined leaves it out. */
    async startedWith(publicKey: unknown) {
      vi.resetModules()
      vi.stubEnv('DATABASE_URL', 'postgres://nowhere')
      vi.stubEnv('NEXTAUTH_SECRET', 's'.repeat(32))
      vi.stubEnv('COUNTERSIGN_DATA_KEY', `${'A'.repeat(43)}=`)
      if (publicKey !== undefined) vi.stubEnv('COUNTERSIGN_WORKER_PUBLIC_KEY', JSON.stringify(publicKey))
      return await import('../sealing-key.ts')
    },
  }
}
