import type { StateOf } from './resource-state.ts'

type State = Omit<StateOf<'ecs_server'>, 'kind' | 'isGone'>

/** Statuses that are on their way to another one, as parts of message keys (ecs.md §3.1). */
const reasons: Readonly<Record<string, string>> = {
  BUILD: 'creating',
  DELETED: 'gone',
  SOFT_DELETED: 'deleting',
  ERROR: 'inError',
  HARD_REBOOT: 'busy',
  MIGRATING: 'busy',
  REBOOT: 'busy',
  REBUILD: 'busy',
  RESIZE: 'busy',
  REVERT_RESIZE: 'busy',
  VERIFY_RESIZE: 'busy',
}

const tasks: Readonly<Record<string, string>> = {
  deleting: 'deleting',
  'powering-off': 'stopping',
  'powering-on': 'starting',
}

/** Why an ECS server is neither running nor stopped, or does not rest there, a message key; undefined when it does. */
function unlessSteady({ status, task }: Pick<State, 'status' | 'task'>): string | undefined {
  const reason = reasons[status]
  if (status === 'ERROR') return 'operations.cannot.inError'
  if (task !== '') return `operations.cannot.${tasks[task] ?? 'busy'}`
  if (status === 'ACTIVE' || status === 'SHUTOFF') return undefined
  return `operations.cannot.${reason ?? 'otherStatus'}`
}

/** Why the flavor of an ECS server cannot be changed, a message key; undefined when it can (ecs.md §2.2). */
export function unlessResizable(state: State): string | undefined {
  if (state.billing === 'spot') return 'operations.cannot.spot'
  if (state.billing === 'unknown') return 'operations.cannot.unknownBilling'
  if (state.isFrozen) return 'operations.cannot.frozen'
  return unlessSteady(state) ?? (state.isLocked ? 'operations.cannot.locked' : undefined)
}
