import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { sql, type SQL } from 'drizzle-orm'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from '#lib/db/client.ts'
import { auditLink } from '#lib/db/audit-schema.ts'
import { audit } from '#lib/db/schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { createCast, insertRequest } from '#lib/db/testing/requests.ts'
import { move, record } from '#lib/requests/store.ts'
import { type ChainHead, verifyChain } from './verify.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await createTestDatabase()
})
afterEach(() => database.drop())

const by = { kind: 'person', id: 'somebody' } as const

/** Ten rows, one transaction each, with all that a row can hold. */
async function tenRows(): Promise<ChainHead> {
  const cast = await createCast(database.db)
  const { id } = await insertRequest(database.db, cast)
  await move(database.db, {
    id,
    event: 'reject',
    by,
    detail: { comment: '不 "quoted", 1:2-', amount: 1.5, deep: [{ b: 1, a: null }] },
  })
  for (let nth = 2; nth <= 10; nth++) await record(database.db, { event: `test.${nth}`, by, detail: { nth } })
  return await headNow()
}

async function headNow(): Promise<ChainHead> {
  const { head } = await verifyChain(database.db)
  if (head.hash === null) throw new Error('There is no row')
  return { place: head.place, hash: head.hash }
}

/** What somebody with every right on the server could do, triggers and keys switched off. */
async function tamper(...statements: SQL[]): Promise<void> {
  await database.db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`)
    for (const statement of statements) await tx.execute(statement)
  })
}

const faultAfter = async (...statements: SQL[]) => {
  await tamper(...statements)
  return (await verifyChain(database.db)).fault
}
const seqAt = (place: number) => sql`(select seq from audit_link where place = ${place})`

test('every row is linked in the order of commits, and the chain that TypeScript computes is the one of the database', async () => {
  const head = await tenRows()
  expect(head.place).toBe(10)
  expect(await verifyChain(database.db, [head])).toEqual({ head, fault: null })
})

test('every column of a row is part of its hash: another one would be a new version of it', async () => {
  const { rows } = await database.db.execute(sql`
    select string_agg(column_name, ',' order by ordinal_position) as columns from information_schema.columns
    where table_schema = 'public' and table_name = 'audit'`)
  expect(rows).toEqual([{ columns: 'seq,at,actor_kind,actor_id,event,request_id,account_id,was,became,detail' }])
})

test('an audit without a row is whole', async () => {
  expect(await verifyChain(database.db)).toEqual({ head: { place: 0, hash: null }, fault: null })
})

describe('is found, with the first row that is not as it was written', () => {
  const edits = {
    'what happened': sql`event = 'request.approve'`,
    who: sql`actor_id = 'another'`,
    when: sql`at = at - interval '1 microsecond'`,
    'the state that it left': sql`was = 'approved'`,
    'a fact': sql`detail = detail || '{"comment": "yes"}'`,
    'a field that was there': sql`request_id = null`,
  }
  test.each(Object.entries(edits))('an edit of %s', async (_, edit) => {
    await tenRows()
    expect(await faultAfter(sql`update audit set ${edit} where seq = ${seqAt(1)}`)).toMatchObject({
      kind: 'changed',
      place: 1,
    })
  })

  test('an edit whose own hash was computed anew', async () => {
    await tenRows()
    const fault = await faultAfter(
      sql`update audit set actor_id = 'another' where seq = ${seqAt(5)}`,
      sql`update audit_link l set hash = audit_hash((select hash from audit_link where place = 4), 5, a) from audit a where a.seq = l.seq and place = 5`,
    )
    expect(fault).toMatchObject({ kind: 'changed', place: 6 })
  })

  test('a row that was removed', async () => {
    await tenRows()
    expect(await faultAfter(sql`delete from audit where seq = ${seqAt(4)}`)).toMatchObject({
      kind: 'removed',
      place: 4,
    })
  })

  test('a row that was removed with its link', async () => {
    await tenRows()
    const fault = await faultAfter(
      sql`delete from audit where seq = ${seqAt(4)}`,
      sql`delete from audit_link where place = 4`,
    )
    expect(fault).toEqual({ kind: 'gap', place: 4, seq: null })
  })

  test('a removed row whose successors moved up', async () => {
    await tenRows()
    const fault = await faultAfter(
      sql`delete from audit where seq = ${seqAt(4)}`,
      sql`delete from audit_link where place = 4`,
      sql`update audit_link set place = place + 100 where place > 4`,
      sql`update audit_link set place = place - 101 where place > 100`,
    )
    expect(fault).toMatchObject({ kind: 'changed', place: 4 })
  })

  test('two rows that changed places', async () => {
    await tenRows()
    const fault = await faultAfter(
      sql`update audit_link set place = 11 where place = 3`,
      sql`update audit_link set place = 3 where place = 7`,
      sql`update audit_link set place = 7 where place = 11`,
    )
    expect(fault).toMatchObject({ kind: 'changed', place: 3 })
  })

  test('a row that was put in between two others with a link of its own, what came after moved on by one', async () => {
    await tenRows()
    const fault = await faultAfter(
      sql`update audit_link set place = place + 100 where place > 4`,
      sql`update audit_link set place = place - 99 where place > 100`,
      sql`insert into audit (actor_kind, actor_id, event) values ('person', 'somebody', 'request.approve')`,
      sql`insert into audit_link select 5, a.seq, audit_hash(l.hash, 5, a) from audit_link l, audit a
        where l.place = 4 and a.event = 'request.approve'`,
    )
    expect(fault).toMatchObject({ kind: 'changed', place: 6 })
  })

  test('a row that was put in without a link', async () => {
    await tenRows()
    const fault = await faultAfter(
      sql`insert into audit (actor_kind, actor_id, event) values ('person', 'somebody', 'request.approve')`,
    )
    expect(fault).toMatchObject({ kind: 'unlinked', place: 11 })
  })
})

describe('against a head that was kept elsewhere', () => {
  test('an audit that was emptied with its chain is found', async () => {
    const head = await tenRows()
    expect(await faultAfter(sql`delete from audit`, sql`delete from audit_link`)).toBeNull()
    expect((await verifyChain(database.db, [head])).fault).toEqual({ kind: 'shortened', place: 1, seq: null })
  })

  test('an end that was cut off is found', async () => {
    const head = await tenRows()
    const cut = [
      sql`delete from audit where seq in (select seq from audit_link where place > 7)`,
      sql`delete from audit_link where place > 7`,
    ]
    expect(await faultAfter(...cut)).toBeNull()
    expect((await verifyChain(database.db, [head])).fault).toEqual({ kind: 'shortened', place: 8, seq: null })
  })

  test('a chain that was written anew is found, however whole it is', async () => {
    const head = await tenRows()
    await tamper(sql`update audit set actor_id = 'another' where seq = ${seqAt(5)}`, sql`delete from audit_link`)
    await tamper(sql`
      with recursive anew (place, seq, hash) as (
        select 1::bigint, min(seq), audit_hash(null, 1, (select a from audit a order by seq limit 1)) from audit
        union all
        select w.place + 1, a.seq, audit_hash(w.hash, w.place + 1, a) from anew w, lateral (
          select * from audit where seq > w.seq order by seq limit 1) a
      ) insert into audit_link select * from anew`)
    expect((await verifyChain(database.db)).fault).toBeNull()
    expect((await verifyChain(database.db, [head])).fault).toMatchObject({ kind: 'replaced', place: 10 })
  })
})

test(
  'the program ends with 0 where all holds, with 1 where it does not, with 2 where it cannot tell, and says the head',
  { timeout: 60_000 },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'heads-'))
    const kept = join(folder, 'worker.log')
    const run = async (...args: string[]) => {
      const env = { ...process.env, DATABASE_URL: database.url }
      const program = join(import.meta.dirname, '../../scripts/verify-audit.ts')
      return promisify(execFile)(process.execPath, [program, ...args], { env }).then(
        ({ stdout }) => ({ code: 0, said: stdout }),
        ({ code, stdout, stderr }) => ({ code, said: stdout + stderr }),
      )
    }
    try {
      const head = await tenRows()
      const whole = await run()
      expect(whole).toEqual({ code: 0, said: expect.stringContaining(`${head.place} ${head.hash}`) })
      await writeFile(kept, whole.said)
      await tamper(
        sql`delete from audit_link where place > 7`,
        sql`delete from audit where seq not in (select seq from audit_link)`,
      )
      expect(await run('--expect', kept)).toEqual({ code: 1, said: expect.stringContaining('have been cut off') })
      expect(await run('--expect', join(folder, 'nothing'))).toMatchObject({ code: 2 })
    } finally {
      await rm(folder, { recursive: true })
    }
  },
)

test('transactions that write at once have a chain without gaps, and what is rolled back leaves none', async () => {
  const pools = [
    openDatabase(database.url, { max: 4, part: 'worker' }),
    openDatabase(database.url, { max: 4, part: 'web' }),
  ]
  try {
    const written = pools.flatMap((pool, part) =>
      Array.from({ length: 40 }, (_, nth) =>
        pool.transaction(async (tx) => {
          await record(tx, { event: `test.${part}.${nth}`, by })
          await record(tx, { event: `test.${part}.${nth}.again`, by })
          if (nth % 4 === 0) tx.rollback()
        }),
      ),
    )
    const ended = await Promise.allSettled(written)
    expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(60)
    expect(await verifyChain(database.db)).toMatchObject({ head: { place: 120 }, fault: null })
  } finally {
    await Promise.all(pools.map((pool) => pool.$client.end()))
  }
})

test('a transaction that goes on after it wrote into the audit keeps nobody waiting', async () => {
  const slow = new Client({ connectionString: database.url })
  await slow.connect()
  try {
    await slow.query(`begin; insert into audit (actor_kind, actor_id, event) values ('system', 'slow', 'test.slow')`)
    await record(database.db, { event: 'test.quick', by })
    await slow.query('commit')
  } finally {
    await slow.end()
  }
  const linked = await database.db
    .select({ event: audit.event })
    .from(auditLink)
    .innerJoin(audit, sql`${audit.seq} = ${auditLink.seq}`)
    .orderBy(auditLink.place)
  expect(linked).toEqual([{ event: 'test.quick' }, { event: 'test.slow' }])
})

test('web and worker choose neither when a row is written nor what its link says', async () => {
  for (const part of ['web', 'worker'] as const) {
    const db = openDatabase(database.url, { max: 1, part })
    try {
      await db.execute(
        sql`insert into audit (at, actor_kind, actor_id, event) values ('2020-01-01', 'system', 'x', 'test.past')`,
      )
      for (const statement of [
        sql`insert into audit_link values (100, 100, '')`,
        sql`update audit_link set hash = ''`,
        sql`delete from audit_link`,
      ])
        await expect(db.execute(statement)).rejects.toMatchObject({
          cause: { message: expect.stringMatching(/permission denied/) },
        })
    } finally {
      await db.$client.end()
    }
  }
  const { rows } = await database.db.execute(sql`select from audit where at < now() - interval '1 hour'`)
  expect(rows).toEqual([])
})
