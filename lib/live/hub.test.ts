import { describe, expect, test } from 'vitest'
import type { Membership } from '#lib/auth/permissions.ts'
import type { LiveEvent } from './event.ts'
import { createHub, type CheckSessions, type LiveMessage, pagesMax } from './hub.ts'

const somebody = { personId: 'p', address: '192.0.2.1' }
const supportOn = (...accounts: string[]): Membership[] => accounts.map((accountId) => ({ accountId, role: 'support' }))
const everyoneLives: CheckSessions = async (hashes) => new Map(hashes.map((hash) => [hash, supportOn('a')]))

const hubWith = (check = everyoneLives, epoch = 'first') => createHub({ check, epoch })

type Options = { session?: string; lastEventId?: string }

function openPage(hub: ReturnType<typeof hubWith>, accounts: string[], { session = 's', lastEventId }: Options = {}) {
  const heard: LiveMessage[] = []
  const leave = hub.subscribe(
    { ...somebody, sessionIdHash: session, accounts: new Set(accounts), receive: (message) => heard.push(message) },
    lastEventId,
  )
  const ids = () => heard.map((message) => (message.kind === 'changed' ? message.event.id : message.kind))
  return { heard, ids, leave }
}

const change = (id: string, account = 'a'): LiveEvent => ({ topic: 'request', account, id })

describe('the hub', () => {
  test('tells every open page what changed on the accounts of its person, and nothing else', () => {
    const hub = hubWith()
    const [one, two, both] = [openPage(hub, ['a']), openPage(hub, ['b']), openPage(hub, ['a', 'b'])]
    hub.publish(change('1', 'a'))
    hub.publish(change('2', 'b'))
    hub.publish(change('3', 'c'))
    expect([one.ids(), two.ids(), both.ids()]).toEqual([['1'], ['2'], ['1', '2']])
  })

  test('tells everybody when purchases are stopped or resumed, whatever accounts they see', () => {
    const hub = hubWith()
    const [one, none] = [openPage(hub, ['a']), openPage(hub, [])]
    hub.publish({ topic: 'purchases', id: 'all' })
    expect([one.ids(), none.ids()]).toEqual([['all'], ['all']])
  })

  test('tells nothing to a page that has left', () => {
    const hub = hubWith()
    const page = openPage(hub, ['a'])
    page.leave()
    hub.publish(change('1'))
    expect(page.ids()).toEqual([])
    expect(hub.size()).toBe(0)
  })

  test('gives a page that comes back what it missed, and only that', () => {
    const hub = hubWith()
    const page = openPage(hub, ['a'])
    hub.publish(change('1'))
    page.leave()
    hub.publish(change('2'))
    hub.publish(change('foreign', 'b'))
    hub.publish(change('3'))
    const [first] = page.heard
    const back = openPage(hub, ['a'], { lastEventId: first?.kind === 'changed' ? first.id : '' })
    expect(back.ids()).toEqual(['2', '3'])
  })

  test('tells a page to start over when it was away too long, or last heard another process', () => {
    const hub = hubWith()
    for (let made = 0; made < 1_100; made += 1) hub.publish(change(String(made)))
    expect(openPage(hub, ['a'], { lastEventId: 'first-3' }).ids()).toEqual(['resync'])
    expect(openPage(hub, ['a'], { lastEventId: 'second-1099' }).ids()).toEqual(['resync'])
    expect(openPage(hub, ['a'], { lastEventId: 'nonsense' }).ids()).toEqual(['resync'])
    expect(openPage(hub, ['a'], { lastEventId: '' }).ids()).toEqual(['resync'])
    expect(openPage(hub, ['a'], { lastEventId: 'first-1099' }).ids()).toEqual(['1099'])
  })

  test('tells everybody to start over after a gap, and whoever comes back with an id from before it', () => {
    const hub = hubWith()
    const page = openPage(hub, ['a'])
    hub.publish(change('1'))
    hub.resync()
    expect(page.ids()).toEqual(['1', 'resync'])
    expect(openPage(hub, ['a'], { lastEventId: 'first-1' }).ids()).toEqual(['resync'])
  })

  test('says once since when the database is away, keeps it for pages that come meanwhile, and says once that it is back', () => {
    const hub = hubWith()
    const page = openPage(hub, ['a'])
    const standing = (databaseAwaySince: number | null) => ({ databaseAwaySince, workerSilentSince: null })
    expect(hub.position().standing).toEqual(standing(null))
    hub.stand({ databaseAwaySince: 7 })
    hub.stand({ databaseAwaySince: 7 })
    expect(hub.position().standing).toEqual(standing(7))
    hub.stand({ databaseAwaySince: null })
    expect(page.heard).toEqual([7, null].map((since) => ({ kind: 'standing', standing: standing(since) })))
  })

  test('gives a page that begins with the position it was read at what came since, though it never heard of any', () => {
    const hub = hubWith()
    const { id } = hub.position()
    hub.publish(change('1'))
    const page = openPage(hub, ['a'], { lastEventId: id })
    expect(page.ids()).toEqual(['1'])
    expect(openPage(hub, ['a'], { lastEventId: hub.position().id }).ids()).toEqual([])
  })

  test('sends every page elsewhere when its process stops, also those that come then, without ending their sessions', () => {
    const hub = hubWith()
    const early = openPage(hub, ['a'])
    hub.publish(change('1'))
    hub.letGo()
    expect([early.ids(), openPage(hub, ['a']).ids()]).toEqual([['1', 'moved'], ['moved']])
  })

  test('closes the pages of a session that ended, and no others', () => {
    const hub = hubWith()
    const [ended, other] = [openPage(hub, ['a'], { session: 'x' }), openPage(hub, ['a'], { session: 'y' })]
    hub.publish({ topic: 'session', id: 'x' })
    hub.publish(change('1'))
    expect([ended.ids(), other.ids()]).toEqual([['ended'], ['1']])
  })

  test('tells the pages of a session that goes on under another id to come back with it, and no others', () => {
    const hub = hubWith()
    const [renewed, other] = [openPage(hub, ['a'], { session: 'x' }), openPage(hub, ['a'], { session: 'y' })]
    hub.publish({ topic: 'session_renewal', id: 'x' })
    hub.publish(change('1'))
    expect([renewed.ids(), other.ids()]).toEqual([['renewed'], ['1']])
  })

  test('does not say that a session ended whose new id is announced while it is looked for', async () => {
    const hub = hubWith(async () => new Map())
    const [renewed, gone] = [openPage(hub, ['a'], { session: 'x' }), openPage(hub, ['a'], { session: 'y' })]
    const looked = hub.checkSessions()
    hub.publish({ topic: 'session_renewal', id: 'x' })
    await looked
    expect([renewed.ids(), gone.ids()]).toEqual([['renewed'], ['ended']])
  })

  test('finds sessions that ran out and roles that were taken away', async () => {
    const living = new Map([['narrowed', supportOn('b')]])
    const hub = hubWith(async () => living)
    const [gone, narrowed] = [
      openPage(hub, ['a'], { session: 'gone' }),
      openPage(hub, ['a', 'b'], { session: 'narrowed' }),
    ]
    await hub.checkSessions()
    hub.publish(change('1', 'a'))
    hub.publish(change('2', 'b'))
    expect([gone.ids(), narrowed.ids()]).toEqual([['ended'], ['2']])
  })

  test('has room for many pages of a person and of an address, and says when there is none', () => {
    const hub = hubWith()
    const leave: (() => void)[] = []
    const open = (count: number, personId: (nth: number) => string, address: string) => {
      for (let nth = 0; nth < count; nth += 1) {
        const who = { sessionIdHash: 's', personId: personId(nth), address, accounts: new Set<string>() }
        leave.push(hub.subscribe({ ...who, receive: () => undefined }))
      }
    }
    open(pagesMax.person - 1, () => 'busy', 'desk')
    expect(hub.crowded({ personId: 'busy', address: 'desk' })).toBeUndefined()
    open(1, () => 'busy', 'telephone')
    expect(hub.crowded({ personId: 'busy', address: 'elsewhere' })).toBe('errors.pagesOfPerson|{"max":100}')
    // Nobody else is turned away by it, and a page that is closed makes room.
    expect(hub.crowded({ personId: 'quiet', address: 'desk' })).toBeUndefined()
    leave[0]?.()
    expect(hub.crowded({ personId: 'busy', address: 'desk' })).toBeUndefined()
    open(pagesMax.address, (nth) => `one of ${nth}`, 'office')
    expect(hub.crowded({ personId: 'quiet', address: 'office' })).toBe('errors.pagesOfAddress|{"max":1000}')
    expect(hub.crowded({ personId: 'quiet', address: 'desk' })).toBeUndefined()
    // Where the address is not known, nobody shares it.
    open(pagesMax.address + 1, (nth) => `from nowhere ${nth}`, '')
    expect(hub.crowded({ personId: 'quiet', address: '' })).toBeUndefined()
  })
})
