import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Membership } from '#lib/auth/permissions.ts'
import type { OrderRow } from '#lib/orders/queries.ts'
import { orderRow } from '#lib/orders/testing/order-row.ts'
import type { LiveEvent } from './event.ts'
import { createHub, type LiveMessage } from './hub.ts'
import type { ReadRows } from './row-sender.ts'

const order = (id: string, account = 'a', product = 'a phone server') => orderRow(id, account, { product })
const change = (id: string, account = 'a'): LiveEvent => ({ topic: 'order', account, id })

const living = new Map<string, Membership[]>()
const asked: string[][] = []
const failures: unknown[] = []
let rowOf: (change: LiveEvent) => OrderRow
/** Runs between the reading of rows and the question who may have them. */
let meanwhile: () => void

beforeEach(() => {
  vi.useFakeTimers()
  living.clear()
  asked.length = 0
  failures.length = 0
  rowOf = ({ id, account }) => order(id, account)
  meanwhile = () => undefined
})
afterEach(() => void vi.useRealTimers())

const read: ReadRows = async (changes) => {
  asked.push(changes.map(({ id }) => id))
  const rows = changes.filter(({ topic }) => topic === 'order').map((each) => rowOf(each))
  meanwhile()
  return [{ topic: 'order', rows }]
}

function openHub() {
  const hub = createHub({
    check: async (hashes) => new Map([...living].filter(([hash]) => hashes.includes(hash))),
    epoch: 'first',
    rows: { read, onFailure: (thrown) => failures.push(thrown) },
  })
  /** A page of a session that supports the accounts. */
  const openPage = (session: string, ...accounts: string[]) => {
    living.set(
      session,
      accounts.map((accountId) => ({ accountId, role: 'support' })),
    )
    const heard: LiveMessage[] = []
    const who = { sessionIdHash: session, personId: session, address: '', accounts: new Set(accounts) }
    const leave = hub.subscribe({ ...who, receive: (message) => heard.push(message) })
    return { heard, leave, rows: () => heard.flatMap(rowsIn), events: () => heard.flatMap(eventsIn) }
  }
  return { hub, openPage }
}

const rowsIn = (message: LiveMessage) =>
  message.kind === 'rows' ? message.rows.rows.map((row) => ('jobId' in row ? row.jobId : row.orderId)) : []
const eventsIn = (message: LiveMessage) => (message.kind === 'changed' ? [message.event] : [])

/** By then rows of what was announced have been sent. */
const inAMoment = () => vi.advanceTimersByTimeAsync(150)

describe('rows that changed', () => {
  test('are read once for all pages, and sent after the change to those of the account and no others', async () => {
    const { hub, openPage } = openHub()
    const [one, two, both, none] = [openPage('1', 'a'), openPage('2', 'b'), openPage('3', 'a', 'b'), openPage('4', 'c')]
    hub.publish(change('CS1'))
    hub.publish(change('CS2'))
    hub.publish(change('CS2'))
    hub.publish(change('CS3', 'b'))
    await inAMoment()
    expect([one, two, both, none].map((page) => page.rows())).toEqual([
      ['CS1', 'CS2'],
      ['CS3'],
      ['CS1', 'CS2', 'CS3'],
      [],
    ])
    expect(asked).toEqual([['CS1', 'CS2', 'CS3']])
    expect(one.heard.map(({ kind }) => kind)).toEqual(['changed', 'changed', 'changed', 'rows'])
    expect(one.heard.at(-1)).toEqual({ kind: 'rows', rows: { topic: 'order', rows: [order('CS1'), order('CS2')] } })
  })

  test('reach nobody whose role or session was taken away the moment before, nor a page that was closed', async () => {
    const { hub, openPage } = openHub()
    const [withoutRole, ended, left] = [openPage('role', 'a'), openPage('session', 'a'), openPage('left', 'a')]
    const witness = openPage('witness', 'a')
    meanwhile = () => {
      living.set('role', [{ accountId: 'b', role: 'owner' }])
      living.delete('session')
      left.leave()
    }
    hub.publish(change('CS1'))
    await inAMoment()
    expect([withoutRole, ended, left, witness].map((page) => page.rows())).toEqual([[], [], [], ['CS1']])
  })

  test('do not come again to a page that comes back: it is told of the change alone', async () => {
    const { hub, openPage } = openHub()
    const before = hub.position().id
    const page = openPage('1', 'a')
    hub.publish(change('CS1'))
    await inAMoment()
    expect(page.rows()).toEqual(['CS1'])
    const back: LiveMessage[] = []
    const who = { sessionIdHash: '1', personId: '1', address: '', accounts: new Set(['a']) }
    hub.subscribe({ ...who, receive: (message) => back.push(message) }, before)
    expect(back).toEqual([{ kind: 'changed', id: hub.position().id, event: change('CS1') }])
  })

  test('are left to the lists where they cannot be read, are many, are long, or have no list of their own', async () => {
    const { hub, openPage } = openHub()
    const page = openPage('1', 'a')
    rowOf = () => {
      throw new Error('the database is away')
    }
    hub.publish(change('CS-unread'))
    await inAMoment()
    expect(failures).toHaveLength(1)
    rowOf = ({ id }) => order(id, 'a', id === 'CS-long' ? 'x'.repeat(70_000) : '')
    hub.publish(change('CS-long'))
    await inAMoment()
    hub.publish(change('*'))
    hub.publish({ topic: 'request', account: 'a', id: 'r1' })
    await inAMoment()
    for (let nth = 0; nth <= 50; nth += 1) hub.publish(change(`CS-many-${nth}`))
    await inAMoment()
    expect(page.rows()).toEqual([])
    hub.publish(change('CS1'))
    await inAMoment()
    expect(page.rows()).toEqual(['CS1'])
    expect(asked).toEqual([['CS-unread'], ['CS-long'], ['CS1']])
    expect(page.events()).toHaveLength(56)
  })

  test('are read at most ten times a second while things change again and again', async () => {
    const { hub, openPage } = openHub()
    const page = openPage('1', 'a')
    hub.publish(change('CS1'))
    await vi.advanceTimersByTimeAsync(20)
    hub.publish(change('CS2'))
    await vi.advanceTimersByTimeAsync(50)
    hub.publish(change('CS3'))
    await vi.advanceTimersByTimeAsync(49)
    expect(page.rows()).toEqual(['CS1'])
    await vi.advanceTimersByTimeAsync(1)
    expect(page.rows()).toEqual(['CS1', 'CS2', 'CS3'])
    expect(asked).toEqual([['CS1'], ['CS2', 'CS3']])
  })

  test('are not read while no page of the account is open', async () => {
    const { hub, openPage } = openHub()
    const page = openPage('1', 'a')
    hub.publish(change('CS1', 'b'))
    hub.publish(change('CS2'))
    await inAMoment()
    expect(page.rows()).toEqual(['CS2'])
    expect(asked).toEqual([['CS2']])
  })
})

describe('lists are read again', () => {
  const told = (pages: number, event: LiveEvent) => {
    const { hub, openPage } = openHub()
    const opened = Array.from({ length: pages }, (_, nth) => openPage(String(nth), 'a'))
    openPage('elsewhere', 'b')
    hub.publish(event)
    return opened[0]?.events()
  }

  test('at once by a page that is alone, and spread over the longer the more pages hear of the change', () => {
    expect(told(1, change('CS1'))).toEqual([change('CS1')])
    expect(told(2, change('CS1'))).toEqual([{ ...change('CS1'), spreadMs: 10 }])
    expect(told(200, change('CS1'))).toEqual([{ ...change('CS1'), spreadMs: 1_990 }])
    expect(told(2_000, change('CS1'))).toEqual([{ ...change('CS1'), spreadMs: 15_000 }])
  })

  test('spread after a look at the cloud without news, and at once where somebody may wait for it', () => {
    const sync: LiveEvent = { topic: 'sync', account: 'a', id: 'orders' }
    const request: LiveEvent = { topic: 'request', account: 'a', id: 'r1' }
    expect(told(3, sync)).toEqual([{ ...sync, spreadMs: 20 }])
    expect(told(3, request)).toEqual([request])
  })
})
