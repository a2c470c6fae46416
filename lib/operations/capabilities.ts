import type { ResourceKind } from './kit.ts'

/** What is known of a resource when it is asked what can be done with it. */
export type ResourceState = { kind: ResourceKind; status: number; isGone: boolean }

type Rule = { kind: ResourceKind; /** Statuses in which it can be done. */ allowed: readonly number[] }

/** In which states each operation can be begun; pages, submit and the last check before sending all ask here (cph.md §13). */
const rules: Readonly<Record<string, Rule>> = {
  'change-phone-flavor': { kind: 'phone_server', allowed: [5] },
  'switch-phone-server': { kind: 'phone_server', allowed: [5] },
}

/** Why a phone server in a status takes no change, as message keys. */
const phoneServerReasons: Readonly<Record<number, string>> = {
  0: 'creating',
  1: 'creating',
  2: 'abnormal',
  3: 'creating',
  4: 'creating',
  8: 'frozen',
  10: 'stopped',
  11: 'stopping',
  12: 'stopFailed',
  13: 'starting',
}

/** Why `operation` cannot be begun on a resource in that state, a message key; undefined when it can. */
export function capability(operation: string, { kind, status, isGone }: ResourceState): string | undefined {
  const rule = rules[operation]
  if (rule?.kind !== kind) return 'operations.cannot.notThisKind'
  if (isGone) return 'operations.cannot.gone'
  if (rule.allowed.includes(status)) return undefined
  return `operations.cannot.${phoneServerReasons[status] ?? 'otherStatus'}`
}
