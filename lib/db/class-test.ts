import type { AnyColumn } from 'drizzle-orm'
import type { Kind } from './kept-classes.ts'

/** What a filter demands of what the rows of a class are alike in. */
export type ClassTest = (kind: Kind) => boolean

/** That `column` is one of `values`; no demand where there are none. */
export function kindIn({ name }: AnyColumn, values: readonly (string | number | boolean)[]): ClassTest | undefined {
  if (values.length === 0) return undefined
  const wanted = new Set<unknown>(values)
  return (kind) => wanted.has(kind[name])
}

/** That `column` is none of `values`; no demand where there are none. */
export function kindNotIn(column: AnyColumn, values: readonly (string | number | boolean)[]): ClassTest | undefined {
  const isIn = kindIn(column, values)
  return isIn && ((kind) => !isIn(kind))
}

/** All that is demanded; undefined where nothing is. */
export function everyOf(tests: readonly (ClassTest | undefined)[]): ClassTest | undefined {
  const demands = tests.filter((each) => each !== undefined)
  return demands.length === 0 ? undefined : (kind) => demands.every((demand) => demand(kind))
}

/** One of what is demanded; undefined where nothing is. */
export function anyKindOf(tests: readonly (ClassTest | undefined)[]): ClassTest | undefined {
  const demands = tests.filter((each) => each !== undefined)
  return demands.length === 0 ? undefined : (kind) => demands.some((demand) => demand(kind))
}
