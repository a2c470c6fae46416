import { accountsWith, type Membership, type Permission } from '../auth/permissions.ts'
import { type LiveEvent, type LiveRows, manyChanged } from './event.ts'
import type { CheckSessions, LiveMessage, Subscriber } from './hub.ts'

/** Reads the rows of lists that the changes are about; without those that are gone. */
export type ReadRows = (changes: LiveEvent[]) => Promise<LiveRows[]>

/** Who may read the list may have its row. */
const permissionFor = { order: 'order:read', job: 'job:read' } as const satisfies Record<LiveRows['topic'], Permission>

/** What is announced together is read together. */
const togetherMs = 20
/** While things change again and again, rows are read at most this often. */
const everyMs = 100
/** Where more than this changed, the lists are read again and no rows are sent. */
const changesMax = 50
/** Some thirty rows; what is longer is left to the lists. */
const charactersMax = 64 * 1024

type Options = {
  read: ReadRows
  check: CheckSessions
  /** The open pages, at any time. */
  open: ReadonlySet<Subscriber>
  onFailure: (thrown: unknown) => void
}

/**
 * Sends the rows that changes are about to the open pages whose people may read them now: their sessions and roles are
 * asked for after the rows were read. What cannot be read is not sent: the pages read their lists again in any case.
 */
export function createRowSender({ read, check, open, onFailure }: Options): (change: LiveEvent) => void {
  let changed = new Map<string, LiveEvent>()
  let isWaiting = false
  let sentAt = -Infinity

  function sendSoon(): void {
    if (isWaiting || changed.size === 0) return
    isWaiting = true
    setTimeout(() => void sendWaiting(), Math.max(togetherMs, sentAt + everyMs - performance.now()))
  }
  async function sendWaiting(): Promise<void> {
    sentAt = performance.now()
    const changes = [...changed.values()]
    changed = new Map()
    try {
      if (changes.length <= changesMax) await send(changes)
    } catch (thrown) {
      onFailure(thrown)
    } finally {
      isWaiting = false
      sendSoon()
    }
  }
  async function send(changes: LiveEvent[]): Promise<void> {
    const found = (await read(changes)).flatMap(byAccount)
    if (found.length === 0) return
    const asked = [...open]
    const living = await check([...new Set(asked.map(({ sessionIdHash }) => sessionIdHash))])
    const mayRead = readersAmong(living)
    for (const { account, message } of found)
      for (const each of asked)
        if (open.has(each) && mayRead(each.sessionIdHash, message.rows.topic).has(account)) each.receive(message)
  }

  return (change) => {
    if (!Object.hasOwn(permissionFor, change.topic) || change.id === manyChanged) return
    // One too many says as much as thousands.
    if (changed.size <= changesMax) changed.set(`${change.topic} ${change.account} ${change.id}`, change)
    sendSoon()
  }
}

type RowsOfAccount = { account: string; message: Extract<LiveMessage, { kind: 'rows' }> }

/** One message for each account, which all who may read it share. */
function byAccount({ topic, rows }: LiveRows): RowsOfAccount[] {
  const accounts = [...new Set(rows.map(({ account }) => account.id))]
  return accounts.flatMap((account) => {
    // Rows of one topic stay of that topic.
    const own = { topic, rows: rows.filter((row) => row.account.id === account) } as LiveRows
    return JSON.stringify(own).length > charactersMax ? [] : [{ account, message: { kind: 'rows', rows: own } }]
  })
}

/** The accounts of which a session may read something, worked out once for all its pages. */
function readersAmong(living: Map<string, readonly Membership[]>) {
  const known = new Map<string, ReadonlySet<string>>()
  return (sessionIdHash: string, topic: LiveRows['topic']): ReadonlySet<string> => {
    const name = `${topic} ${sessionIdHash}`
    const accounts =
      known.get(name) ?? new Set(accountsWith({ memberships: living.get(sessionIdHash) ?? [] }, permissionFor[topic]))
    known.set(name, accounts)
    return accounts
  }
}
