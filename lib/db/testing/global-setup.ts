import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { ensureDatabase, startEmbedded } from '../embedded.ts'
import { migrate } from '../migrate.ts'
import { dropDatabase } from './database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A database whose role may create others. */
    adminDatabaseUrl: string
    /** The migrated, empty database that `createTestDatabase` copies. */
    templateDatabase: string
  }
}

/** One Postgres for the whole run: the one `DATABASE_URL` names, else a built-in one that is thrown away afterwards. */
export default async function setup(project: TestProject) {
  // Failures that tests provoke are told by the tests.
  process.env['LOG_LEVEL'] ??= 'silent'
  const server = process.env['DATABASE_URL'] === undefined ? await startThrowaway() : undefined
  const admin = server?.url ?? process.env['DATABASE_URL'] ?? ''
  const template = `countersign_template_${randomBytes(4).toString('hex')}`
  await ensureDatabase(admin, template)
  await migrate(withDatabase(admin, template))
  project.provide('adminDatabaseUrl', admin)
  project.provide('templateDatabase', template)
  return async () => {
    await dropDatabase(admin, template)
    await server?.stop()
  }
}

async function startThrowaway() {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'countersign-test-'))
  const server = await startEmbedded({
    dataDir,
    endsWithParent: true,
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' },
  })
  return {
    url: server.url('postgres'),
    stop: async () => {
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}
