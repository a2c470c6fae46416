import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

/** Starts the Postgres that database tests share. */
const databaseSetup = 'lib/db/testing/global-setup.ts'

export default defineConfig({
  test: {
    environment: 'node',
    include: ['{app,lib,components,emulator,scripts,bench,e2e}/**/*.test.{ts,tsx}'],
    globalSetup: existsSync(databaseSetup) ? [databaseSetup] : [],
    setupFiles: ['scripts/vitest-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    unstubEnvs: true,
  },
})
