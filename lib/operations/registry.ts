import type { Operation, ResourceKind } from './kit.ts'
import { operations } from './registry.gen.ts'

const byKey = new Map<string, Operation>(Object.entries(operations))

/** The operation of that key; undefined for an unknown one. */
export const findOperation = (key: string): Operation | undefined => byKey.get(key)

/** The operations that act on resources of that kind. */
export const operationsOn = (kind: ResourceKind): Operation[] =>
  [...byKey.values()].filter(({ actsOn }) => actsOn === kind)
