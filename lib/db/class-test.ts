import type { AnyColumn } from 'drizzle-orm'
import type { Kind } from './kept-classes.ts'

/** What a class is alike in has one of these values, or none of them. */
export type Demand = { column: string; values: ReadonlySet<unknown>; isNot: boolean }

/** What a filter demands of what the rows of a class are alike in: of each list, one of its demands. */
export type ClassTest = readonly (readonly Demand[])[]

/** That `column` is one of `values`; no demand where there are none. */
export const kindIn = ({ name }: AnyColumn, values: readonly (string | number | boolean)[]): ClassTest | undefined =>
  values.length === 0 ? undefined : [[{ column: name, values: new Set<unknown>(values), isNot: false }]]

/** That `column` is none of `values`; no demand where there are none. */
export const kindNotIn = (column: AnyColumn, values: readonly (string | number | boolean)[]): ClassTest | undefined =>
  kindIn(column, values)?.map((demands) => demands.map((demand) => ({ ...demand, isNot: true })))

/** All that is demanded; undefined where nothing is. */
export function everyOf(tests: readonly (ClassTest | undefined)[]): ClassTest | undefined {
  const demanded = tests.flatMap((test) => test ?? [])
  return demanded.length === 0 ? undefined : demanded
}

/** One of what is demanded, each of a single column; undefined where nothing is. */
export function anyKindOf(tests: readonly (ClassTest | undefined)[]): ClassTest | undefined {
  const demanded = tests.flatMap((test) => test?.flat() ?? [])
  return demanded.length === 0 ? undefined : [demanded]
}

/** The values that `column` may have, where nothing else is demanded. */
export function onlyValuesOf({ name }: AnyColumn, test: ClassTest | undefined): unknown[] | undefined {
  const [demand, ...others] = test?.flat() ?? []
  const isAlone = demand?.column === name && !demand.isNot && others.length === 0
  return isAlone ? [...demand.values] : undefined
}

/** Whether rows of that kind are what is demanded. */
export const isOfKind = (test: ClassTest, kind: Kind): boolean =>
  test.every((demands) => demands.some(({ column, values, isNot }) => values.has(kind[column]) !== isNot))
