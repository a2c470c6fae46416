import type { Operation } from './kit.ts'
import { operations } from './registry.gen.ts'

const byKey = new Map<string, Operation>(Object.entries(operations))

/** The operation of that key; undefined for an unknown one. */
export const findOperation = (key: string): Operation | undefined => byKey.get(key)
