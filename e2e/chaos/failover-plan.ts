import { type ChaosOperation, type KillAt, hasPayment, isOfPayment, killPoints, randomOf } from './plan.ts'

// What becomes of the database × where its workers are with a request when it happens.

/**
 * `restart`: Postgres is killed and comes back. `refused`: it is out of reach for a while. `lost-tail`: a standby that had
 * fallen behind takes over. `sync`: one that had not. `read-only`: it answers for a while before it takes over.
 */
export const kinds = ['restart', 'refused', 'lost-tail', 'sync', 'read-only'] as const
export type FailoverKind = (typeof kinds)[number]

/** Kinds after which another database answers. */
export const replaces: ReadonlySet<FailoverKind> = new Set<FailoverKind>(['lost-tail', 'sync', 'read-only'])

/** What the worker does at its place: dies with the database, or goes on while nobody answers, or when somebody does again. */
const acts = ['dies', 'goes-on-without', 'goes-on-after'] as const

/** How far the request had come when the standby fell behind: not yet asked for, asked for, or at a place. */
export type TailFrom = 'nothing' | 'asked' | KillAt

export type FailoverCell = {
  kind: FailoverKind
  operation: ChaosOperation
  at: KillAt
  act: (typeof acts)[number]
  /** From there on everything is lost. Only where the tail is. */
  tailFrom?: TailFrom
}

/**
 * So many cells of `wanted` kinds, every one with every place before one comes again; the rest is as `seed` has it. A lost
 * tail may begin at many places, so it comes three times as often.
 */
export function failoverCells(
  operations: readonly ChaosOperation[],
  count: number,
  seed: number,
  wanted: readonly FailoverKind[] = kinds,
): FailoverCell[] {
  const random = randomOf(seed)
  const oneOf = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)]
  const often = wanted.flatMap((kind) => (kind === 'lost-tail' ? [kind, kind, kind] : [kind]))
  const all = often.flatMap((kind) => killPoints.map((at) => ({ kind, at })))
  const cells: FailoverCell[] = []
  while (cells.length < count) {
    const shuffled = all.map((each) => ({ each, by: random() })).toSorted((one, other) => one.by - other.by)
    for (const { each } of shuffled.slice(0, count - cells.length)) {
      const payable = operations.filter((key) => !isOfPayment(each.at) || hasPayment(key))
      const operation = oneOf(payable) ?? 'buy-phone-servers'
      const earlier: TailFrom[] = ['nothing', 'asked', ...killPoints.slice(0, killPoints.indexOf(each.at))]
      const tailFrom = each.kind === 'lost-tail' ? oneOf(earlier) : undefined
      cells.push({ ...each, operation, act: oneOf(acts) ?? 'dies', ...(tailFrom !== undefined && { tailFrom }) })
    }
  }
  return cells
}

export const nameOfFailover = ({ kind, operation, at, act, tailFrom }: FailoverCell): string =>
  `${kind}${tailFrom === undefined ? '' : ` from ${tailFrom}`} × ${operation} × ${at} × ${act}`
