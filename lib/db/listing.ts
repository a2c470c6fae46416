import type { AnyColumn, SQL, Table } from 'drizzle-orm'
import type { ClassTest } from './class-test.ts'
import type { Span } from './kept-classes.ts'

/** A large table and what its indexes hold. */
export type Listing = {
  table: Table
  name: string
  account: AnyColumn
  classKey: AnyColumn
  /** The table of classes: `class_key`, `account_id`, `members`, `kinds`, and two bounds of whatever rows are sorted by. */
  classes: Table
  /** What the rows of a class are alike in. */
  kinds: AnyColumn[]
  bounds: ReadonlyMap<AnyColumn, Bounds>
  /** Two times of which one follows the other, and the columns that say in which span of seconds. */
  lag?: { earlier: AnyColumn; later: AnyColumn } & Bounds
  /** What makes a row one of its account. */
  ids: AnyColumn[]
  /** Few of all rows, and often asked for: they have sorted indexes of their own. `where` says of a row what `of` does of a class. */
  scarce?: {
    where: SQL
    of: ClassTest
    /** An index of them that is sorted by `by` for each value of a column, which classes have as `kind`. */
    apart?: { by: AnyColumn; column: AnyColumn; kind: AnyColumn }
  }
  /** What every sorted index holds beside its order, so that a walk through it reads nothing else. */
  held: AnyColumn[]
  /** An index that is sorted by `by` for each value of one of those. */
  heldApart?: { by: AnyColumn; column: AnyColumn }
}

/** Between what the rows of a class lie. */
export type Bounds = { low: AnyColumn; high: AnyColumn }

/**
 * A range of something that lists are sorted by; `until` itself is outside. An end that is undefined is open. `about` is the same
 * as a class is compared with: at least as wide; `likely` as near as this process can tell. `isSkewed`: what is rarest lies far apart.
 */
export type Range = {
  by: AnyColumn
  from: SQL | undefined
  until: SQL | undefined
  about: Span
  likely: Span
  isSkewed?: true
}

/** What every sorted index holds, narrowed; `among` are its values where no others fit. */
export type Held = { where: SQL; among?: { of: AnyColumn; values: string[] } }

/** What a filter asks for, in the pieces that different indexes serve. */
export type Wanted = {
  accounts: string[]
  /** Chooses among the classes; undefined where any class will do. */
  classes: ClassTest | undefined
  ranges: Range[]
  /** Narrows by something that every sorted index holds, and that has an index of its own. */
  held: Held | undefined
  /** Narrows to few rows, which an index of their own has: those of any of these, of which no row fits two. */
  few: SQL[]
  /** Narrows by what only the row itself tells, or rows elsewhere; rows of classes that are not `of` it need none of it. */
  look: { where: SQL; of: ClassTest } | undefined
}
