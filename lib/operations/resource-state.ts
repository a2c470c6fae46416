import type { TargetKind } from './kit.ts'

/** What is known of a resource when it is asked what can be done with it. */
export type ResourceState =
  /** `status` of cph.md §6.3. */
  | { kind: 'phone_server'; status: number; isGone: boolean }
  /** `task` is empty where nothing runs (workspace.md §4.1). */
  | {
      kind: 'desktop'
      status: string
      task: string
      billing: 'prepaid' | 'pay_per_use' | 'unknown'
      osType: string | null
      isFrozen: boolean
      isInMaintenance: boolean
      isPooled: boolean
      hasHourPackage: boolean
      /** On an exclusive host, with which it is billed. */
      isOnHost: boolean
      isGone: boolean
    }
  /** `task` is empty where nothing runs (ecs.md §3.1). */
  | {
      kind: 'ecs_server'
      status: string
      task: string
      billing: 'prepaid' | 'pay_per_use' | 'spot' | 'unknown'
      isLocked: boolean
      isFrozen: boolean
      isGone: boolean
    }
  /** `status` of billing.md §2. An order is never gone; `amountMinor` is null where the cloud tells none. */
  | { kind: 'order'; status: number; amountMinor: number | null; isGone: false }
export type StateOf<Kind extends TargetKind> = Extract<ResourceState, { kind: Kind }>

/** In which states an operation can be begun on a resource: one of these in each operation's folder, `capability.ts`. */
export type Capability = {
  kind: TargetKind
  /** The ways in which it can be begun, each with its own title in the operation's words; none: there is one way. */
  ways: readonly string[]
  /** Why it cannot be begun, a message key; undefined when it can. Never asked for a resource that is gone. */
  refuse(state: ResourceState, way: string | undefined): string | undefined
}

/** A capability for resources of one kind; `refuse` is only asked about those. */
export const capabilityOn = <Kind extends TargetKind>(
  kind: Kind,
  refuse: (state: StateOf<Kind>, way: string | undefined) => string | undefined,
  ways: readonly string[] = [],
): Capability => ({
  kind,
  ways,
  refuse: (state, way) => (isOf(state, kind) ? refuse(state, way) : 'operations.cannot.notThisKind'),
})

const isOf = <Kind extends TargetKind>(state: ResourceState, kind: Kind): state is StateOf<Kind> => state.kind === kind
