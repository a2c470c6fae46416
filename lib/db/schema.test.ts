import { is } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { transitionRows } from '#lib/requests/machine.ts'
import * as account from './account-schema.ts'
import * as audit from './audit-schema.ts'
import * as classes from './class-schema.ts'
import * as desk from './desk-schema.ts'
import * as mirror from './mirror-schema.ts'
import * as people from './people-schema.ts'
import * as ours from './schema.ts'
import * as tally from './tally-schema.ts'
import { createTestDatabase, type TestDatabase } from './testing/database.ts'

const schema = { ...ours, ...account, ...audit, ...classes, ...desk, ...mirror, ...people, ...tally }

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const tables = Object.values(schema).filter((value) => is(value, PgTable))

describe('the tables as TypeScript sees them', () => {
  test('are the tables that the migrations make', async () => {
    const { rows } = await database.db.$client.query<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = 'public' and table_name <> 'migration'",
    )
    expect(tables.map((table) => getTableConfig(table).name).toSorted()).toEqual(
      rows.map(({ name }) => name).toSorted(),
    )
  })

  test.for(tables.map((table) => [getTableConfig(table).name, table] as const))(
    '%s has the same columns, types and nullability in both',
    async ([name, table]) => {
      const { rows } = await database.db.$client.query<Column>(
        `select column_name as name, data_type as type, is_nullable = 'NO' as "isRequired",
           column_default is not null or is_identity = 'YES' as "hasDefault"
         from information_schema.columns where table_schema = 'public' and table_name = $1`,
        [name],
      )
      const declared = getTableConfig(table).columns.map((column) => ({
        name: column.name,
        type: column.getSQLType(),
        isRequired: column.notNull,
        hasDefault: column.hasDefault || column.generatedIdentity !== undefined,
      }))
      expect(byName(declared)).toEqual(byName(rows))
    },
  )

  test('allow exactly the values that the database allows', async () => {
    const { rows } = await database.db.$client.query<{ place: string; rule: string }>(
      `select c.conrelid::regclass || '.' || a.attname as place, pg_get_constraintdef(c.oid) as rule
       from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
       where c.contype = 'c' and c.connamespace = 'public'::regnamespace and cardinality(c.conkey) = 1
         and pg_get_constraintdef(c.oid) like '%ANY (ARRAY[%'`,
    )
    const inDatabase = rows.map(({ place, rule }) => [place, [...rule.matchAll(/'([^']*)'::text/g)].map(([, v]) => v)])
    const declared = tables.flatMap((table) => {
      const { name, columns } = getTableConfig(table)
      return columns.flatMap((column) =>
        column.enumValues ? [[`${name}.${column.name}`, [...column.enumValues]]] : [],
      )
    })
    expect(Object.fromEntries(declared)).toEqual(Object.fromEntries(inDatabase))
  })
})

test("the database's copy of the allowed moves is the machine's table", async () => {
  const { rows } = await database.db.$client.query<{ was: string; event: string; became: string; byPerson: boolean }>(
    'select was, event, became, by_person as "byPerson" from request_transition',
  )
  const sorted = (moves: { was: string; event: string; became: string }[]) =>
    moves.map(({ was, event, became }) => `${was} ${event} ${became}`).toSorted()
  expect(sorted(rows)).toEqual(sorted(transitionRows()))
})

type Column = { name: string; type: string; isRequired: boolean; hasDefault: boolean }

const byName = (columns: Column[]) => columns.toSorted((a, b) => (a.name < b.name ? -1 : 1))
