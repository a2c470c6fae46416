import type { KillPoint } from '#lib/worker/deps.ts'

// The matrix: where a worker dies × what goes wrong with the call × what is asked for.

/** `arrived` and `answering` are seen by the proxy: the call is out, and the answer is on its way back. */
export const killPoints = [
  'taken',
  'claimed',
  'checked',
  'signed',
  'intent',
  'arrived',
  'answering',
  'answered',
  'recorded',
  'order_read',
  'pay_intent',
  'pay_arrived',
  'pay_answered',
  'pay_recorded',
] as const satisfies readonly (KillPoint | 'arrived' | 'answering' | 'pay_arrived')[]
export type KillAt = (typeof killPoints)[number]

export const faults = [
  'none',
  'refused-connection',
  'reset-unread',
  'reset-mid-body',
  'reset-acted',
  '500-before',
  '500-acted',
  '502-acted',
  '503-before',
  '504-before',
  '504-acted',
  'throttled-with-pause',
  'throttled-plain',
  'slow',
  'hang-before',
  'hang-acted',
  'malformed-acted',
  'truncated-acted',
  'web-page-acted',
  'error-code-in-200-acted',
  'no-order-in-200-acted',
  'redirect',
  'wrong-signature',
  'compressed-acted',
  'order-stuck',
  'lists-fail',
  'database-drops',
  'worker-sleeps',
] as const
export type Fault = (typeof faults)[number]

/** What is yearly/monthly is changed by an order that is paid; what is paid by the hour by a job alone. */
export const operationKeys = [
  'buy-phone-servers',
  'change-desktop',
  'change-desktop:prepaid',
  'resize-server',
  'resize-server:prepaid',
  'pay-order',
] as const
export type ChaosOperation = (typeof operationKeys)[number]

/** The operation that is asked for. */
export const askedOf = (key: ChaosOperation): string => key.replace(/:.*/, '')

/** `killAt` undefined: nobody dies. `sleep`: where and how long the worker is stopped, where its fault is to sleep. */
export type Cell = {
  operation: ChaosOperation
  killAt: KillAt | undefined
  fault: Fault
  sleep?: { at: SleepAt; forMs: number }
}

const sleepPoints = ['signed', 'intent', 'answered', 'order_read', 'pay_intent', 'pay_answered'] as const
type SleepAt = (typeof sleepPoints)[number]

/** So many cells in which a worker is stopped somewhere between claim and payment, for a tenth to the double of `sendMs`. */
export function sleepyCells(
  operations: readonly ChaosOperation[],
  { count, seed, sendMs }: { count: number; seed: number; sendMs: number },
): Cell[] {
  const random = randomOf(seed)
  const oneOf = <T>(list: readonly [T, ...T[]]): T => list[Math.floor(random() * list.length)] ?? list[0]
  const [first, ...others] = operations
  if (first === undefined) return []
  return Array.from({ length: count }, () => ({
    operation: oneOf([first, ...others]),
    killAt: undefined,
    fault: 'worker-sleeps' as const,
    sleep: { at: oneOf(sleepPoints), forMs: Math.round(sendMs * (0.1 + random() * 1.9)) },
  }))
}

export const hasPayment = (operation: ChaosOperation): boolean =>
  operation === 'buy-phone-servers' || operation.endsWith(':prepaid') || isOnlyPayment(operation)

/** The order is there already: nothing is called for but its payment. */
const isOnlyPayment = (operation: ChaosOperation): boolean => operation === 'pay-order'

export const isOfPayment = (point: KillAt | undefined): boolean =>
  point !== undefined && ['order_read', 'pay_intent', 'pay_arrived', 'pay_answered', 'pay_recorded'].includes(point)

/** Which call of the cell the fault strikes. */
export const stageOf = ({ operation, killAt }: Cell): 'create' | 'pay' =>
  isOnlyPayment(operation) || isOfPayment(killAt) ? 'pay' : 'create'

/** A payment alone has no call that makes an order, and no place to die around it. */
const placesOf = (operation: ChaosOperation): readonly KillAt[] =>
  isOnlyPayment(operation) ? killPoints.filter((at) => isOfPayment(at) || beforeAnyCall.has(at)) : killPoints

const beforeAnyCall: ReadonlySet<KillAt> = new Set<KillAt>(['taken', 'claimed', 'checked'])

/** The cloud has not acted when the call goes wrong like this. */
export const notActed: ReadonlySet<Fault> = new Set<Fault>([
  'reset-unread',
  'reset-mid-body',
  '500-before',
  '503-before',
  '504-before',
  'throttled-with-pause',
  'throttled-plain',
  'hang-before',
  'redirect',
  'wrong-signature',
])

/** Nothing was done, and the answer says so: the worker may try again, if it lives to read it. */
const retried: ReadonlySet<Fault> = new Set<Fault>(['throttled-with-pause', 'throttled-plain', 'wrong-signature'])

type End = 'done' | 'absent' | 'held'

/**
 * How the request of a cell may end, where that can be foreseen: bought and paid, or, where nobody can know that nothing left, absent. A cell
 * that ends otherwise has broken no rule, but is not understood.
 */
export function expectedOf(cell: Cell): readonly End[] | undefined {
  const { killAt, fault, sleep } = cell
  // A short sleep passes unnoticed, a long one at the wrong place loses the call.
  if (sleep) return undefined
  if (!hasPayment(cell.operation) && isOfPayment(killAt)) return ['done']
  if (killAt === 'intent') return ['absent']
  // An order that does not get on is seen before it is paid for.
  if (isOnlyPayment(cell.operation) && fault === 'order-stuck') return ['held', 'done']
  if (stageOf(cell) === 'pay') return ['done']
  // Who wakes before anybody has missed it knows that nothing left, and sends it after all.
  if (fault === 'worker-sleeps') return ['absent', 'done']
  if (fault === 'refused-connection') return killAt === 'answered' ? ['absent'] : ['done']
  if (retried.has(fault)) return killAt === 'arrived' || killAt === 'answered' ? ['absent'] : ['done']
  return notActed.has(fault) ? ['absent'] : ['done']
}

/** Every combination of a place to die and a fault, for each operation. */
export const allCells = (operations: readonly ChaosOperation[]): Cell[] =>
  operations.flatMap((operation) =>
    placesOf(operation).flatMap((killAt) => faults.map((fault) => ({ operation, killAt, fault }))),
  )

/** So many cells of the matrix in an order that `seed` fixes; a tenth of them without a death. */
export function pickCells(operations: readonly ChaosOperation[], count: number, seed: number): Cell[] {
  const random = randomOf(seed)
  const shuffled = allCells(operations)
    .map((cell) => ({ cell, at: random() }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ cell }) => cell)
  const chosen = Array.from({ length: count }, (_, index) => shuffled[index % shuffled.length]).filter(
    (cell) => cell !== undefined,
  )
  return count >= shuffled.length ? chosen : chosen.map((cell, index) => (index % 10 === 9 ? alive(cell) : cell))
}

const alive = (cell: Cell): Cell => ({ ...cell, killAt: undefined })

/** Numbers from 0 to 1 that depend on the seed alone (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export const nameOf = ({ operation, killAt, fault }: Cell): string => `${operation} × ${killAt ?? 'alive'} × ${fault}`
