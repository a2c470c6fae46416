import { rules } from './capabilities.gen.ts'
import type { TargetKind } from './kit.ts'
import type { Capability, ResourceState } from './resource-state.ts'

const byKey = new Map<string, Capability>(Object.entries(rules))

/**
 * Why `operation` cannot be begun on a resource in that state, a message key; undefined when it can. Pages, submit and
 * the last check before sending all ask here.
 */
export function capability(operation: string, state: ResourceState, way?: string): string | undefined {
  const rule = byKey.get(operation)
  if (rule?.kind !== state.kind) return 'operations.cannot.notThisKind'
  return state.isGone ? 'operations.cannot.gone' : rule.refuse(state, way)
}

/** Everything that can be begun on a resource of that kind: an operation, or one of its ways. */
export const entriesOn = (kind: TargetKind): { operation: string; way: string | undefined }[] =>
  [...byKey].flatMap(([operation, rule]) => {
    if (rule.kind !== kind) return []
    const ways: readonly (string | undefined)[] = rule.ways.length === 0 ? [undefined] : rule.ways
    return ways.map((way) => ({ operation, way }))
  })

/** Message key of what an operation, or one of its ways, is called. */
export const titleOf = (operation: string, way?: string): string => `operationTitles.${operation}.${way ?? 'title'}`
