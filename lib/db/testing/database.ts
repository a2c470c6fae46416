import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { inject } from 'vitest'
import { type Database, openDatabase } from '../client.ts'

export type TestDatabase = {
  db: Database
  url: string
  /** A pool of at most `max` connections in the role of a part of the console; ended by `drop`. */
  openAs(part: 'web' | 'worker', max?: number): Database
  /** Closes the pools and removes the database, whoever is still connected. */
  drop(): Promise<void>
}

/** Makes a migrated database of its own for one suite, as a copy of the template (about 50 ms). */
export async function createTestDatabase(): Promise<TestDatabase> {
  const admin = inject('adminDatabaseUrl')
  const name = `countersign_test_${randomBytes(6).toString('hex')}`
  await execute(admin, `create database ${name} template ${inject('templateDatabase')} strategy file_copy`)
  const url = new URL(admin)
  url.pathname = `/${name}`
  const db = openDatabase(url.href, { app: 'countersign-test' })
  const opened = [db]
  return {
    db,
    url: url.href,
    openAs(part, max = 1) {
      const pool = openDatabase(url.href, { part, max })
      opened.push(pool)
      return pool
    },
    drop: async () => {
      await Promise.all(opened.map((each) => each.$client.end()))
      await dropDatabase(admin, name)
    },
  }
}

/** Removes database `name`, which is ours, and ends its connections. */
export const dropDatabase = (adminUrl: string, name: string) =>
  execute(adminUrl, `drop database if exists ${name} with (force)`)

async function execute(adminUrl: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl, application_name: 'countersign-test' })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
