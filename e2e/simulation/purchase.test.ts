import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { attempt, audit, payment, request } from '#lib/db/schema.ts'
import { openLanes } from './open-lanes.ts'
import type { Wish } from './people.ts'
import { type Played, play } from './play.ts'
import type { Schedule, Timed, Turn } from './schedule.ts'
import type { Lane } from './world.ts'

let opened: Awaited<ReturnType<typeof openLanes>>
let lane: Lane

beforeAll(async () => {
  opened = await openLanes(1)
  const [only] = opened.lanes
  if (!only) throw new Error('There is no lane')
  lane = only
})
afterAll(() => opened.close())

const wish: Wish = { count: 2, sizeGib: 100, disk: 'SSD', months: 1 }
const otherOfThatPrice: Wish = { ...wish, disk: 'GPSSD' }
const minutes = 60_000

/** What became of a schedule in which only that happens. */
const playing = (schedule: Partial<Schedule>) =>
  play(lane, { wishes: [wish], fates: [], lagMs: 2000, turns: [], ...schedule })

const at = (after: Timed['after'], turn: Turn): Timed => ({ after, turn })
const person = (act: Extract<Turn, { kind: 'person' }>['act']): Turn => ({ kind: 'person', act, request: 0 })
const sleeps = (ms: number): Turn => ({ kind: 'sleeps', ms })
const passes = (ms: number): Turn => ({ kind: 'time passes', ms })
const otherWorker: Turn = { kind: 'other worker' }

const reasonOf = async ({ accountId }: Played) => {
  const [row] = await lane.db.select().from(request).where(eq(request.accountId, accountId))
  return row?.stateReason
}
const paymentOf = async ({ accountId }: Played) => {
  const [row] = await lane.db
    .select({ state: payment.state, sends: payment.sends })
    .from(payment)
    .innerJoin(request, eq(request.id, payment.requestId))
    .where(eq(request.accountId, accountId))
  return row
}
const eventsOf = async ({ accountId }: Played) => {
  const rows = await lane.db.select({ event: audit.event }).from(audit).where(eq(audit.accountId, accountId))
  return rows.map(({ event }) => event)
}
const attemptsOf = ({ accountId }: Played) =>
  lane.db.select().from(attempt).where(eq(attempt.accountId, accountId)).orderBy(attempt.seq)

test('a purchase to which nothing happens is bought and paid', async () => {
  const played = await playing({})
  expect(played).toMatchObject({ states: { done: 1 }, violations: [], counts: { unknown: 0 } })
  expect(played.calls).toEqual(['servers accepted', 'pay accepted'])
})

describe('an answer that is lost', () => {
  test('is found by its order and never sent again, also when lists lag by twenty-five minutes', async () => {
    const played = await playing({ fates: ['answer lost'], lagMs: 25 * minutes, turns: [at('sent', passes(1000))] })
    expect(played).toMatchObject({ states: { done: 1 }, violations: [], counts: { found: 1 } })
    expect(played.calls).toEqual(['servers accepted', 'pay accepted'])
  })

  test('is found although its worker died the moment after sending', async () => {
    const played = await playing({ turns: [at('sent', { kind: 'dies' })] })
    expect(played).toMatchObject({ states: { done: 1 }, violations: [], counts: { found: 1 } })
    expect(played.calls).toEqual(['servers accepted', 'pay accepted'])
  })

  test('of a call that arrives when its signature has died leaves nothing: it is absent', async () => {
    const turns = [at('sent', passes(16 * minutes)), at(0, { kind: 'late call arrives' })]
    const played = await playing({ fates: ['late'], turns })
    expect(played).toMatchObject({ states: { absent: 1 }, violations: [] })
    expect(played.calls).toEqual(['servers unauthenticated'])
  })

  test('is called absent after three whole look-ups in a row, not after one, however late they begin', async () => {
    const played = await playing({ fates: ['lost on its way'], turns: [at('sent', sleeps(40 * minutes))] })
    expect(played).toMatchObject({ states: { absent: 1 }, violations: [], looks: 3 })
    expect(await attemptsOf(played)).toMatchObject([{ state: 'absent', scans: 3 }])
  })

  test('is not called absent while the lists fail: a failed list is not an empty one', async () => {
    const turns = [at('sent', { kind: 'lists fail', ms: 50 * minutes } as const), at(0, sleeps(40 * minutes))]
    const played = await playing({ fates: ['answer lost'], turns: [...turns, at(120, passes(10 * minutes))] })
    expect(played).toMatchObject({ states: { done: 1 }, violations: [], counts: { found: 1, absent: 0 } })
  })

  test('begins to be counted anew after a list that failed', async () => {
    const lost = at('sent', sleeps(40 * minutes))
    // Each of the two workers records the loss first.
    const firstLook = [at('transaction', passes(0)), at('transaction', passes(0)), at('transaction', passes(0))]
    const failing = at(0, { kind: 'lists fail', ms: 2 * minutes })
    const played = await playing({
      fates: ['lost on its way'],
      turns: [lost, ...firstLook, failing, at(40, passes(0))],
    })
    expect(played).toMatchObject({ states: { absent: 1 }, violations: [] })
    expect(played.looks).toBeGreaterThan(3)
  })

  test('of a call that arrived late and at another price is neither paid nor called absent: a person decides', async () => {
    const turns = [
      at('sent', { kind: 'price changes', byMinor: 1000 }),
      at(0, { kind: 'asked for its price' }),
      at(0, { kind: 'late call arrives' }),
    ]
    const played = await playing({ fates: ['late'], turns })
    expect(played).toMatchObject({ states: { needs_person: 1 }, violations: [] })
    expect(played.calls).toEqual(['servers accepted'])
  })

  test('keeps another purchase of that price waiting, whose order would look the same', async () => {
    const lost = at('sent', passes(1000))
    const played = await playing({
      wishes: [wish, otherOfThatPrice],
      fates: ['lost on its way', 'answered'],
      turns: [lost, at(400, passes(0))],
    })
    expect(played).toMatchObject({ states: { absent: 1, done: 1 }, violations: [], counts: { found: 0 } })
    expect(await eventsOf(played)).toContain('request.release')
  })

  test('keeps an equal purchase waiting until it is found', async () => {
    const played = await playing({
      wishes: [wish, wish],
      fates: ['answer lost'],
      turns: [at('sent', passes(1000)), at(60, passes(1000))],
    })
    expect(played).toMatchObject({ states: { done: 2 }, violations: [], counts: { found: 1, accepted: 2 } })
    expect(await eventsOf(played)).toContain('request.release')
  })

  test('keeps an equal purchase waiting that was approved at another price, whose order would look different', async () => {
    const played = await playing({
      wishes: [wish, { ...wish, dearerByMinor: 1000 }],
      fates: ['answer lost'],
      turns: [at('sent', passes(1000)), at(60, passes(1000))],
    })
    expect(played).toMatchObject({ states: { done: 2 }, violations: [], counts: { found: 1, accepted: 2 } })
    expect(await eventsOf(played)).toContain('request.release')
  })

  test('that is read too late, and is a refusal, rules the purchase out at once; it can be asked for and made anew', async () => {
    const turns = [
      at('sent', sleeps(100_000)),
      at(30, otherWorker),
      at(30, person('ask again')),
      at(0, person('approve')),
    ]
    const played = await playing({ fates: ['refused'], turns })
    expect(played).toMatchObject({ states: { done: 1 }, violations: [], counts: { unknown: 1, absent: 1 } })
    expect(await attemptsOf(played)).toMatchObject([{ state: 'absent' }, { state: 'accepted' }])
  })
})

describe('a worker that slept', () => {
  test('before its first byte does not send any more', async () => {
    const played = await playing({ turns: [at('connected', sleeps(100_000)), at(40, otherWorker)] })
    expect(played).toMatchObject({ states: { absent: 1 }, violations: [] })
    expect(played.calls).toEqual([])
  })

  test('before it paid does not pay any more: whoever took over does', async () => {
    const turns = [at('pay_intent', sleeps(100_000)), at(80, otherWorker)]
    const played = await playing({ turns })
    expect(played).toMatchObject({ states: { done: 1 }, violations: [] })
    expect(played.calls).toEqual(['servers accepted', 'pay accepted'])
  })

  test('over the answer to its payment does not touch the payment that somebody else sends meanwhile', async () => {
    const turns = [at('pay_answered', sleeps(100_000)), at('pay_intent', otherWorker), at(3, otherWorker)]
    const played = await playing({ fates: ['answered', 'throttled'], turns })
    expect(played).toMatchObject({ states: { done: 1 }, violations: [], calls: ['servers accepted', 'pay accepted'] })
    expect(await paymentOf(played)).toMatchObject({ state: 'accepted', sends: 2 })
  })

  test('while it gave up a payment of the dead does not touch the next one', async () => {
    const dead = [at('pay_intent', { kind: 'dies' } as const), at('taken', passes(0)), at(1, sleeps(100_000))]
    const played = await playing({ turns: [...dead, at('pay_intent', otherWorker), at(3, otherWorker)] })
    expect(played).toMatchObject({ states: { done: 1 }, violations: [], calls: ['servers accepted', 'pay accepted'] })
    expect(await paymentOf(played)).toMatchObject({ state: 'accepted', sends: 2 })
  })

  test('holding the right to send finds it gone', async () => {
    const turns = [at('signed', sleeps(100_000)), at('recorded', otherWorker)]
    const played = await playing({ turns })
    expect(played).toMatchObject({ states: { done: 1 }, violations: [] })
    expect(played.calls).toEqual(['servers accepted', 'pay accepted'])
  })
})

describe('nothing is sent', () => {
  test('when the price has risen since it was approved: it is held', async () => {
    const played = await playing({ turns: [at('claimed', { kind: 'price changes', byMinor: 1 })] })
    expect(played).toMatchObject({ states: { held: 1 }, violations: [], calls: [] })
    expect(await reasonOf(played)).toMatchObject({ words: expect.stringContaining('reasons.priceRose') })
  })

  test.each(['call', 'price'] as const)(
    'when the stored %s no longer is what was approved: it is held',
    async (part) => {
      const played = await playing({ turns: [at('claimed', { kind: 'tampered', part })] })
      expect(played).toMatchObject({ states: { held: 1 }, calls: [] })
      expect(await reasonOf(played)).toMatchObject({ words: 'reasons.contentOutdated' })
    },
  )

  test('when the approval ran out after it was claimed: it is expired', async () => {
    const played = await playing({ turns: [at('claimed', passes(73 * 60 * minutes))] })
    expect(played).toMatchObject({ states: { expired: 1 }, violations: [], calls: [] })
  })

  test('while purchases are stopped, and it goes on when they are resumed', async () => {
    const stopped = [at('claimed', person('stop purchases')), at(200, passes(0))]
    const played = await playing({ turns: [...stopped, at(0, person('resume purchases'))] })
    expect(played).toMatchObject({ states: { done: 1 }, violations: [] })
    // Once, however long it waits: its history says so once.
    expect((await eventsOf(played)).filter((event) => event === 'request.release')).toHaveLength(1)
    expect(await attemptsOf(played)).toHaveLength(1)
  })

  test('by a host whose clock is off by more than a minute', async () => {
    const played = await playing({
      turns: [at('claimed', { kind: 'clock is off', ms: 20 * minutes }), at(60, passes(0))],
    })
    expect(played).toMatchObject({ states: { done: 1 }, violations: [] })
    expect(played.calls).toEqual(['servers accepted', 'pay accepted'])
    // Nor does the cloud see a signature from another time, for which an account stops.
    expect(await eventsOf(played)).not.toContain('account.refused')
  })
})

describe('an order is not paid', () => {
  test('that costs more than was approved: it waits for a person', async () => {
    const turns = [at('signed', { kind: 'price changes', byMinor: 1 }), at(0, { kind: 'asked for its price' })]
    const played = await playing({ turns })
    expect(played).toMatchObject({ states: { payment_held: 1 }, violations: [] })
    expect(played.calls).toEqual(['servers accepted'])
    expect(await reasonOf(played)).toMatchObject({ words: expect.stringContaining('reasons.orderAboveApproval') })
  })

  test('that is in another currency than was approved: it waits for a person', async () => {
    const played = await playing({ turns: [at('signed', { kind: 'other currency' })] })
    expect(played).toMatchObject({ states: { payment_held: 1 }, violations: [] })
    expect(played.calls).toEqual(['servers accepted'])
    expect(await reasonOf(played)).toMatchObject({ words: expect.stringContaining('reasons.orderCurrency') })
  })

  test('that somebody paid in the vendor’s own console', async () => {
    const played = await playing({ turns: [at('order_read', { kind: 'paid elsewhere' })] })
    expect(played).toMatchObject({ states: { done: 1 }, violations: [], counts: { paid: 0 } })
  })

  test('that somebody cancelled in the vendor’s own console: the request is cancelled', async () => {
    const played = await playing({ turns: [at('recorded', { kind: 'cancelled elsewhere' })] })
    expect(played).toMatchObject({ states: { cancelled: 1 }, violations: [] })
    expect(played.calls).toEqual(['servers accepted'])
  })
})
