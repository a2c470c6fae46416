import { setTimeout as pause } from 'node:timers/promises'
import { accountsWith, type Membership } from '../auth/permissions.ts'
import { withParams } from '../errors.ts'
import { allIsWell, type LiveEvent, type LiveRows, type LiveStanding, type ToldChange } from './event.ts'
import { createRowSender, type ReadRows } from './row-sender.ts'
import { spreadMs } from './spread.ts'

/** What one open page is told. */
export type LiveMessage =
  | { kind: 'changed'; id: string; event: ToldChange }
  | { kind: 'rows'; rows: LiveRows }
  | { kind: 'resync'; id: string }
  | { kind: 'standing'; standing: LiveStanding }
  | { kind: 'ended' }
  | { kind: 'moved' }
  | { kind: 'renewed' }

/** Where the stream is: the id of the last message, and how the parts of the console stand. */
export type LivePosition = { id: string; standing: LiveStanding }

export type Subscriber = {
  sessionIdHash: string
  personId: string
  /** Where the page is; empty when unknown. */
  address: string
  accounts: ReadonlySet<string>
  receive: (message: LiveMessage) => void
}

/** The roles that the person of every session that still lives holds now; an ended one has no entry. */
export type CheckSessions = (sessionIdHashes: string[]) => Promise<Map<string, readonly Membership[]>>

/** Enough for somebody who closes no page, and for an office behind one address; not for who opens pages to weigh on others. */
export const pagesMax = { person: 100, address: 1_000 } as const

export type Hub = {
  /** Why another page of theirs is not served, as a message; undefined where it is. */
  crowded: (who: Pick<Subscriber, 'personId' | 'address'>) => string | undefined
  /** Sends what was missed since `lastEventId` (`resync` where that is unknown) and then everything; returns the way out. */
  subscribe(subscriber: Subscriber, lastEventId?: string): () => void
  publish: (event: LiveEvent) => void
  /** Tells everybody that announcements may have been missed. */
  resync: () => void
  /** Tells every page where the parts of the console stand; the same again is told to nobody. */
  stand: (change: Partial<LiveStanding>) => void
  /** Closes the pages of ended sessions and takes over changed roles. */
  checkSessions(): Promise<void>
  /** What a page that comes now starts from. */
  position(): LivePosition
  /** Sends every page elsewhere, also those that come from now on: this process stops. */
  letGo: () => void
  size(): number
}

/** Enough for a browser that was away for a moment; whoever was away longer starts over. */
const keptMax = 1_000

/** What the database announces is here by then. */
const announcedWithinMs = 250

type Options = {
  check: CheckSessions
  /** Names the process in event ids, since another process counts differently. */
  epoch: string
  /** Where the rows come from that are sent after a change; without it none are. `onFailure` hears why some could not be. */
  rows?: { read: ReadRows; onFailure: (thrown: unknown) => void }
}

/** Fans the database's announcements out to the open pages of one process. */
export function createHub({ check, epoch, rows }: Options): Hub {
  const open = new Set<Subscriber>()
  const sendRow = rows && createRowSender({ ...rows, check, open })
  const kept: { number: number; event: LiveEvent }[] = []
  let last = 0
  let standing = allIsWell
  let isLeaving = false
  const idOf = (number: number) => `${epoch}-${number}`

  function end(subscriber: Subscriber, kind: 'ended' | 'renewed' = 'ended'): void {
    if (open.delete(subscriber)) subscriber.receive({ kind })
  }

  return {
    crowded: (who) => whyCrowded([...open], who),
    subscribe(given, lastEventId) {
      const subscriber = { ...given }
      if (isLeaving) return sendAway(subscriber)
      const missed = missedSince(lastEventId, { epoch, kept, last })
      if (missed === undefined) subscriber.receive({ kind: 'resync', id: idOf(last) })
      for (const { number, event } of missed ?? [])
        if (isFor(subscriber, event)) subscriber.receive({ kind: 'changed', id: idOf(number), event })
      open.add(subscriber)
      return () => open.delete(subscriber)
    },
    publish(event) {
      if (event.topic === 'session' || event.topic === 'session_renewal') {
        const kind = event.topic === 'session' ? 'ended' : 'renewed'
        for (const each of open) if (each.sessionIdHash === event.id) end(each, kind)
        return
      }
      last += 1
      kept.push({ number: last, event })
      if (kept.length > keptMax) kept.shift()
      const told = tellAll(open, event, idOf(last))
      if (told > 0) sendRow?.(event)
    },
    resync() {
      // Ids from before the gap must not look complete to a browser that comes back with one.
      kept.length = 0
      last += 1
      for (const each of open) each.receive({ kind: 'resync', id: idOf(last) })
    },
    stand(change) {
      const next = { ...standing, ...change }
      if (isSame(next, standing)) return
      standing = next
      for (const each of open) each.receive({ kind: 'standing', standing })
    },
    checkSessions: () => checkAll([...open], check, end),
    position: () => ({ id: idOf(last), standing }),
    letGo() {
      isLeaving = true
      for (const each of open) sendAway(each)
    },
    size: () => open.size,
  }
}

/** Tells the pages of the account, and returns how many they are. */
function tellAll(open: ReadonlySet<Subscriber>, event: LiveEvent, id: string): number {
  const told = [...open].filter((each) => isFor(each, event))
  // One message for all, so that it is put into words once.
  const message: LiveMessage = { kind: 'changed', id, event: { ...event, ...spreadMs(event, told.length) } }
  for (const each of told) each.receive(message)
  return told.length
}

const isSame = (one: LiveStanding, other: LiveStanding): boolean =>
  one.databaseAwaySince === other.databaseAwaySince && one.workerSilentSince === other.workerSilentSince

function whyCrowded(pages: Subscriber[], { personId, address }: Pick<Subscriber, 'personId' | 'address'>) {
  if (pages.filter((each) => each.personId === personId).length >= pagesMax.person)
    return withParams('errors.pagesOfPerson', { max: pagesMax.person })
  if (address !== '' && pages.filter((each) => each.address === address).length >= pagesMax.address)
    return withParams('errors.pagesOfAddress', { max: pagesMax.address })
  return undefined
}

async function checkAll(asked: Subscriber[], check: CheckSessions, end: (one: Subscriber) => void): Promise<void> {
  if (asked.length === 0) return
  const living = await check([...new Set(asked.map((each) => each.sessionIdHash))])
  const gone: Subscriber[] = []
  for (const each of asked) {
    const memberships = living.get(each.sessionIdHash)
    if (memberships) each.accounts = new Set(accountsWith({ memberships }, 'request:read'))
    else gone.push(each)
  }
  // That a session goes on under another id may be on its way: whose page has heard of it is not told that it ended.
  if (gone.length > 0) await pause(announcedWithinMs)
  for (const each of gone) end(each)
}

function sendAway({ receive }: Subscriber): () => void {
  receive({ kind: 'moved' })
  return () => undefined
}

/** The switch of purchases is everybody's; all else is of one account. */
const isFor = ({ accounts }: Subscriber, { topic, account }: LiveEvent): boolean =>
  topic === 'purchases' || (account !== undefined && accounts.has(account))

/** What came after `lastEventId`; nothing for who has seen nothing yet, undefined when it cannot be told. */
function missedSince(
  lastEventId: string | undefined,
  { epoch, kept, last }: { epoch: string; kept: { number: number; event: LiveEvent }[]; last: number },
) {
  if (lastEventId === undefined) return []
  const number = lastEventId.startsWith(`${epoch}-`) ? Number(lastEventId.slice(epoch.length + 1)) : Number.NaN
  const oldest = kept[0]?.number ?? last + 1
  if (!Number.isInteger(number) || number > last || number < oldest - 1) return undefined
  return kept.filter((each) => each.number > number)
}
