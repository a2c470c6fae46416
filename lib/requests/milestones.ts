import { isEnd, type RequestState } from './machine.ts'

const withOrder = ['submitted', 'approved', 'sent', 'ordered', 'paid', 'delivered'] as const
const withoutOrder = ['submitted', 'approved', 'sent', 'begun', 'carriedOut'] as const
export type MilestoneName = (typeof withOrder)[number] | (typeof withoutOrder)[number]

/** `here` is where the request stands; `stopped` is the place beyond which it will not come. */
export type Milestone = { name: MilestoneName; at: string | null; standing: 'passed' | 'here' | 'ahead' | 'stopped' }

const reachedBy: Record<MilestoneName, readonly string[]> = {
  submitted: ['submit', 'resubmit'],
  approved: ['approve'],
  sent: ['send', 'takeOn'],
  ordered: ['accept', 'find', 'adopt', 'takeOn'],
  paid: ['acceptPayment', 'findPaid'],
  delivered: ['finish', 'finishPartly'],
  begun: ['start', 'findStarted'],
  carriedOut: ['finish', 'finishPartly'],
}

// What the first event leads back to: a new content starts over, an unsent call stands approved again.
const undoneBy: Record<string, readonly MilestoneName[]> = {
  resubmit: ['approved', 'sent'],
  unsend: ['sent'],
}

/** How far a request has come, from what happened to it (oldest first) and where it stands now. */
export function milestonesOf(
  state: RequestState,
  history: readonly { event: string; at: string }[],
  { hasOrder }: { hasOrder: boolean },
): Milestone[] {
  const names: readonly MilestoneName[] = hasOrder ? withOrder : withoutOrder
  const reached = new Map<MilestoneName, string>()
  for (const { event, at } of history) {
    for (const name of undoneBy[event] ?? []) reached.delete(name)
    for (const name of names) if (reachedBy[name].includes(event)) reached.set(name, at)
  }
  const last = names.findLastIndex((name) => reached.has(name))
  const next = Math.min(last + 1, names.length - 1)
  return names.map((name, index) => ({
    name,
    at: reached.get(name) ?? null,
    standing: index <= last ? 'passed' : index > next ? 'ahead' : isEnd(state) ? 'stopped' : 'here',
  }))
}
