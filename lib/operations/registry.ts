import type { Operation } from './kit.ts'
import { operations } from './registry.gen.ts'

/** Every operation of the console, by key. */
export const operationList: readonly Operation[] = Object.values(operations)

const byKey = new Map<string, Operation>(Object.entries(operations))

/** The operation of that key; undefined for an unknown one. */
export const findOperation = (key: string): Operation | undefined => byKey.get(key)
