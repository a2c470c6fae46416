import { denial, type PersonActor } from '../auth/permissions.ts'
import { findOperation } from '../operations/registry.ts'
import type { RequestRow } from './load.ts'
import { sources, type RequestEvent, type RequestState } from './machine.ts'
import type { Evidence, Offer, RequestAction } from './queries.ts'

type Asked = {
  row: Pick<RequestRow, 'accountId' | 'state' | 'operation'>
  /** Whether its content can be read. */
  isReadable: boolean
  authors: readonly string[]
  /** Why it is where it is, as a message. */
  reason: string
  evidence: Evidence
  now: Date
}

const never: Offer = { isOffered: false, reason: null }

/** Pending payment (billing.md §2). */
const unpaid = 6

/** The actions that the state allows, and why the actor may not use one of them. */
export function offersFor(actor: PersonActor, asked: Asked): Record<RequestAction, Offer> {
  const { row, isReadable, authors, reason } = asked
  const { accountId, state, operation } = row
  const isOnOrder = findOperation(operation)?.actsOn === 'order'
  const subject = { accountId, requestedBy: authors }
  const offer = (event: RequestEvent, permission: Parameters<typeof denial>[1]): Offer => ({
    isOffered: canHappen(event, state),
    reason: denial(actor, permission, subject) ?? null,
  })
  const onContent = ({ isOffered, reason: why }: Offer): Offer => ({
    isOffered,
    reason: isReadable ? why : 'denied.contentUnreadable',
  })
  const { readOrder, adopt, ...settled } = settling(asked, denial(actor, 'request:settle', subject) ?? null)
  return {
    approve: onContent(offer('approve', 'request:approve')),
    reject: offer('reject', 'request:reject'),
    withdraw: offer('withdraw', 'request:withdraw'),
    comment: { isOffered: true, reason: denial(actor, 'request:comment', subject) ?? null },
    // An order that the approval does not cover can only be cancelled: paying it again would end at the same place.
    retryPayment: uncovered.test(reason) ? never : onContent(offer('retryPayment', 'request:approve')),
    cancelOrder: isOnOrder ? never : offer('cancel', 'request:cancel'),
    resubmit: onContent(offer('resubmit', 'request:submit')),
    // A request that made an order cancels it; it does not leave it behind.
    close: state === 'payment_held' && !isOnOrder ? never : offer('close', 'request:approve'),
    readOrder: onContent(readOrder),
    adopt: onContent(adopt),
    ...settled,
  }
}

/** What can be done about the orders that may be a lost call's. */
function settling({ row: { state }, evidence, now }: Asked, denied: string | null) {
  const open = evidence.candidates.filter(({ fit }) => fit !== 'no')
  const read = open.filter(({ readAt }) => readAt !== null)
  const isNeeded = state === 'needs_person'
  const isEarly = Date.parse(evidence.call?.absentFrom ?? '') > now.getTime()
  return {
    readOrder: { isOffered: isNeeded || state === 'absent', reason: denied },
    adopt: { isOffered: isNeeded && read.length > 0, reason: denied },
    cancelFound: { isOffered: isNeeded && read.some(({ status }) => status === unpaid), reason: denied },
    disown: { isOffered: isNeeded && open.length > 0, reason: denied ?? whyNotDisowned(open, isEarly) },
  }
}

function whyNotDisowned(open: Evidence['candidates'], isEarly: boolean): string | null {
  const isTold = open.some(({ checks }) =>
    checks.some(({ what, holds }) => (what === 'named' || what === 'answered') && holds === true),
  )
  if (isTold) return 'denied.cloudTookIt'
  return isEarly ? 'denied.mayStillArrive' : null
}

const uncovered = /^reasons\.(noPriceApproved|orderWithoutAmount|orderCurrency|orderAboveApproval)\b/

const canHappen = (event: RequestEvent, state: RequestState): boolean => sources(event).includes(state)
