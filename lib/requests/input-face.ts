import { findOperation } from '../operations/registry.ts'
import type { RequestDetail } from './queries.ts'

type InputFace = Pick<RequestDetail, 'risk' | 'priceNote' | 'warnings' | 'isFree' | 'hasOrder' | 'isChange'>

/** What the operation says of a frozen input; little, where its schema has changed since. */
export function readInput(key: string, input: unknown): InputFace {
  const operation = findOperation(key)
  const { risk = 'cost', priceNote = null } = operation ?? {}
  const isChange = operation?.actsOn !== undefined
  const told = { risk, priceNote, isChange }
  if (!operation?.parse(input).success) return { ...told, hasOrder: true, warnings: [], isFree: false }
  return {
    ...told,
    // What acts on an order has one from the beginning; what pays it, pays as a purchase does.
    hasOrder: operation.hasOrder(input) || operation.charge(input).kind === 'order',
    warnings: operation.warnings(input),
    isFree: operation.charge(input).kind === 'none',
  }
}
