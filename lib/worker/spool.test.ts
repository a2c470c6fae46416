import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { mkdtemp, open, readFile, readdir, rename, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { CloudError } from '#lib/cloud/errors.ts'
import { isSealed } from '#lib/auth/secrets.ts'
import type { KeptAnswer } from './kept-answer.ts'
import { openSpool } from './spool.ts'
import { answersOfOthers, openSpools } from './spools.ts'

let folder: string
beforeEach(async () => {
  folder = path.join(await mkdtemp(path.join(tmpdir(), 'countersign-spool-')), 'spool')
})
afterEach(() => rm(path.dirname(folder), { recursive: true }))

const key = randomBytes(32).toString('base64')
const spoolOf = (workerId: string, its = key) => openSpool(folder, { key: its, workerId })
const onDisk = async () => (await readdir(folder)).map((name) => path.join(folder, name))

const held: KeptAnswer['held'] = {
  id: crypto.randomUUID(),
  state: 'sending',
  operation: 'buy-phone-servers',
  account_id: crypto.randomUUID(),
  version: 1,
  approval_hash: 'a',
  fingerprint: 'f',
  amount_minor: 100,
  currency: 'CNY',
  fence: 7,
  is_expired: false,
  expires_in_ms: 1000,
  db_now: new Date('2026-02-03T04:05:06.000Z'),
  taken_at: '2026-02-03 04:05:06.000007+00',
  state_age_ms: 5,
  waits_for: null,
}
const refusal = {
  service: 'cph',
  code: 'CPS.0065',
  message: 'no quota',
  shape: 'flat',
  httpStatus: 400,
  requestId: 'r1',
} as const
const answers: KeptAnswer['answer'][] = [
  {
    kind: 'accepted',
    httpStatus: 202,
    requestId: 'r1',
    body: { order_id: 'CS1' },
    rawBody: '{"order_id":"CS1"}',
  },
  { kind: 'accepted', httpStatus: 204, requestId: undefined, body: undefined, rawBody: '' },
  { kind: 'refused', error: new CloudError(refusal), requestId: 'r1', rawBody: '{"error_code":"CPS.0065"}' },
  { kind: 'throttled', retryAfterMs: 30_000, error: new CloudError(refusal) },
  { kind: 'not_sent', reason: 'connect ECONNREFUSED' },
  { kind: 'unknown', reason: 'answered 504', httpStatus: 504, requestId: undefined, rawBody: '<html>' },
]
const keptWith = (answer: KeptAnswer['answer']): KeptAnswer => ({
  write: 'attempt',
  held,
  attemptId: crypto.randomUUID(),
  answeredAt: new Date('2026-02-03T04:05:07.000Z'),
  answer,
})
const order = keptWith({
  kind: 'accepted',
  httpStatus: 202,
  requestId: 'r1',
  body: { order_id: 'CS123' },
  rawBody: '{"order_id":"CS123"}',
})

/** As the next worker on this host finds it. */
const found = async (its?: string) => (await (await spoolOf('later', its)).waiting()).map(({ kept }) => kept)

describe('an answer on the disk', () => {
  test.each(answers)('comes back as it was: $kind', async (answer) => {
    const kept = keptWith(answer)
    await (await spoolOf('one')).keep(kept)
    expect(await found()).toEqual([kept])
  })

  test('outlives a loss of power: it is synced, and then its name is, before anything else is done', async () => {
    const one = await spoolOf('one')
    const handle = await open(folder)
    const sync = vi.spyOn(Object.getPrototypeOf(handle), 'sync')
    await handle.close()
    await one.keep(order)
    expect(sync).toHaveBeenCalledTimes(2)
  })

  test('is for its owner alone, and says nothing to whoever reads the disk', async () => {
    await (await spoolOf('one')).keep(order)
    const [file = ''] = await onDisk()
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
    const text = await readFile(file, 'utf8')
    expect(isSealed(text)).toBe(true)
    expect(Buffer.from(text.split('.')[2] ?? '', 'base64url').toString('latin1')).not.toContain('CS123')
  })

  test('is whole before it has its name: what is being written is not taken for an answer', async () => {
    const one = await spoolOf('one')
    await one.keep(order)
    const [file = ''] = await onDisk()
    await rename(file, `${file}.part`)
    expect(await found()).toEqual([])
  })

  test('that was whole when its writer died is taken over, and one that was torn is kept and told', async () => {
    await (await spoolOf('one')).keep(order)
    const [file = ''] = await onDisk()
    await rename(file, `${file}.part`)
    const longAgo = new Date(Date.now() - 3_600_000)
    await utimes(`${file}.part`, longAgo, longAgo)
    expect(await found()).toEqual([order])

    await truncate(file, (await stat(file)).size - 10)
    expect(await found()).toEqual([undefined])
    expect(await onDisk()).toEqual([file])
  })

  test('does not open for another key, under the name of another, or when somebody wrote it who has no key', async () => {
    await (await spoolOf('one')).keep(order)
    const [file = ''] = await onDisk()
    expect(await found(randomBytes(32).toString('base64'))).toEqual([undefined])
    await rename(file, path.join(folder, `one.${crypto.randomUUID()}.answer`))
    expect(await found()).toEqual([undefined])
    const [moved = ''] = await onDisk()
    await writeFile(moved, '{"write":"attempt"}')
    expect(await found()).toEqual([undefined])
  })

  test('is left alone while its own worker records it, and belongs to whoever looks when that failed', async () => {
    const one = await spoolOf('one')
    const name = await one.keep(order)
    expect(await one.waiting()).toEqual([])
    one.release(name)
    expect(await one.waiting()).toEqual([{ name, kept: order }])
  })

  test('is gone when it was recorded, also when two workers did so', async () => {
    const [one, other] = [await spoolOf('one'), await spoolOf('other')]
    await one.keep(order)
    const [waiting] = await other.waiting()
    await one.drop(waiting?.name ?? '')
    await other.drop(waiting?.name ?? '')
    expect(await onDisk()).toEqual([])
  })

  test('has a file of its own, whichever worker wrote it', async () => {
    const [one, other] = [await spoolOf('one'), await spoolOf('other')]
    const names = await Promise.all([one.keep(order), other.keep(order), one.keep(order)])
    expect(new Set(names).size).toBe(3)
    expect(names.map((name) => name.split('.')[0])).toEqual(['one', 'other', 'one'])
    expect(await found()).toHaveLength(3)
  })
})

test('while one key replaces another, what was kept under either is recorded, and a key that went too early is missed', async () => {
  const keyOf = (mark: string) => ({
    privateJwk: {},
    publicJwk: {},
    spoolKey: randomBytes(32).toString('base64'),
    mark,
  })
  const [old, fresh] = [keyOf('a'.repeat(16)), keyOf('b'.repeat(16))]
  await (await openSpools(folder, [old], 'before')).keep(order)
  const both = await openSpools(folder, [fresh, old], 'now')
  await both.keep(order)
  both.release(await both.keep(order))
  expect((await both.waiting()).map(({ kept }) => kept)).toEqual([order, order])
  expect(await answersOfOthers(folder, [fresh, old])).toEqual(new Map())
  expect(await answersOfOthers(folder, [fresh])).toEqual(new Map([[old.mark, 1]]))

  for (const { name } of await both.waiting()) await both.drop(name)
  expect(await both.waiting()).toEqual([])
  expect(await answersOfOthers(folder, [fresh])).toEqual(new Map())
})

test('when ten thousand wait, something else is wrong: no more are kept', async () => {
  const one = await spoolOf('one')
  for (let count = 0; count < 10_000; count += 1) writeFileSync(path.join(folder, `${count}.other`), '')
  await expect(one.keep(order)).rejects.toThrow('Too many answers wait')
  expect(await one.waiting()).toEqual([])
})

test('a folder that cannot be used is said at once', async () => {
  await writeFile(folder, 'a file is in the way')
  await expect(spoolOf('one')).rejects.toThrow(/cannot be kept in .*COUNTERSIGN_SPOOL_DIR/)
})
