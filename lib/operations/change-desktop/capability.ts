import { type StateOf, capabilityOn } from '../resource-state.ts'
import { type Way, ways } from './ways.ts'

const stable = ['ACTIVE', 'SHUTOFF', 'HIBERNATED']

/** What forbids every change of a desktop itself (workspace.md §2.2). */
function unlessIdle({ status, task, isFrozen, isInMaintenance, isPooled }: StateOf<'desktop'>): string | undefined {
  if (status === '') return 'deleting'
  if (isPooled) return 'pooled'
  if (isFrozen) return 'frozen'
  if (isInMaintenance) return 'inMaintenance'
  if (status === 'ERROR') return 'inError'
  if (task !== '') return 'busy'
  return stable.includes(status) ? undefined : 'otherStatus'
}

const rules: Record<Way, (state: StateOf<'desktop'>) => string | undefined> = {
  resize: (state) => {
    if (state.isOnHost) return 'onHost'
    if (state.hasHourPackage) return 'hourPackage'
    return unlessIdle(state) ?? (state.billing === 'unknown' ? 'unknownBilling' : undefined)
  },
  expand: (state) => {
    if (state.isOnHost) return 'onHost'
    if (state.status === 'HIBERNATED') return 'hibernated'
    return unlessIdle(state) ?? (state.billing === 'unknown' ? 'unknownBilling' : undefined)
  },
  period: (state) => {
    if (state.billing === 'prepaid') return 'notPayPerUse'
    if (state.billing === 'unknown') return 'unknownBilling'
    if (state.hasHourPackage) return 'hourPackageTerm'
    return unlessIdle(state) ?? (state.osType === 'Windows' ? undefined : 'linuxOnPayPerUse')
  },
  // About the host: what its desktops are doing does not matter.
  host: ({ isOnHost, isFrozen }) => (isOnHost ? (isFrozen ? 'frozen' : undefined) : 'notOnHost'),
}

const isWay = (way: string): way is Way => Object.hasOwn(rules, way)

function refuse(state: StateOf<'desktop'>, way: string | undefined): string | undefined {
  if (way !== undefined && !isWay(way)) return 'operations.cannot.notThisKind'
  const asked = way === undefined ? ways : [way]
  const reasons = asked.map((each) => rules[each](state))
  const [first] = reasons
  return first === undefined || reasons.includes(undefined) ? undefined : `operations.cannot.${first}`
}

export const capability = capabilityOn('desktop', refuse, ways)
