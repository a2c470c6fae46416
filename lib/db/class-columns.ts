import type { ClassTest } from './class-test.ts'
import type { KeptClass, Span } from './kept-classes.ts'

// Some thousand classes, column by column in arrays of numbers: each look at a list goes through all of them, which takes ten
// times as long from object to object.

/** The values of a column that the rows of a class are alike in, and by its place which of them each class has. */
type Codes = { values: unknown[]; of: Uint32Array }

/** Bounds of each class; where it has none the low one is above the high one. */
export type Ends = { low: Float64Array; high: Float64Array }

export type ClassColumns = {
  classes: readonly KeptClass[]
  /** Of a class that is not to be looked at 0. */
  members: Float64Array
  /** As in `Listing.bounds`. */
  spans: Ends[]
  lag: Ends
  places: ReadonlyMap<string, number>
  accounts: Codes
  kinds: ReadonlyMap<string, Codes>
}

export function columnsOf(classes: readonly KeptClass[]): ClassColumns {
  const [one] = classes
  return {
    classes,
    members: Float64Array.from(classes, ({ members }) => members),
    spans: (one?.spans ?? []).map((_, place) => endsOf(classes, ({ spans }) => spans[place])),
    lag: endsOf(classes, ({ lag }) => lag),
    places: new Map(classes.map(({ key }, place) => [key, place])),
    accounts: codesOf(classes, ({ account }) => account),
    kinds: new Map(
      Object.keys(one?.kind ?? {}).map((column) => [column, codesOf(classes, ({ kind }) => kind[column])]),
    ),
  }
}

/** The others. */
export function without(columns: ClassColumns, keys: Iterable<string>): ClassColumns {
  const members = columns.members.slice()
  for (const key of keys) {
    const place = columns.places.get(key)
    if (place !== undefined) members[place] = 0
  }
  return { ...columns, members }
}

/** Of each class 1 where it is of one of the accounts, else 0. */
export const inOneOf = ({ accounts }: ClassColumns, ids: ReadonlySet<unknown>): Uint8Array =>
  marked(accounts, (id) => ids.has(id))

/** Of each class 1 where its rows are what is demanded, else 0. */
export function ofKind({ classes, kinds }: ClassColumns, test: ClassTest): Uint8Array {
  const all = new Uint8Array(classes.length).fill(1)
  for (const demands of test) {
    const any = new Uint8Array(classes.length)
    for (const { column, values, isNot } of demands) {
      const codes = kinds.get(column)
      if (codes) mark(any, codes, (value) => values.has(value) !== isNot)
    }
    for (let place = 0; place < all.length; place++) if (any[place] === 0) all[place] = 0
  }
  return all
}

function marked(codes: Codes, isWanted: (value: unknown) => boolean): Uint8Array {
  const marks = new Uint8Array(codes.of.length)
  mark(marks, codes, isWanted)
  return marks
}

function mark(marks: Uint8Array, { values, of }: Codes, isWanted: (value: unknown) => boolean): void {
  const wanted = Uint8Array.from(values, (value) => (isWanted(value) ? 1 : 0))
  for (let place = 0; place < marks.length; place++) if (wanted[of[place] ?? 0] === 1) marks[place] = 1
}

function codesOf(classes: readonly KeptClass[], valueOf: (each: KeptClass) => unknown): Codes {
  const codes = new Map<unknown, number>()
  const of = Uint32Array.from(classes, (each) => {
    const value = valueOf(each)
    const code = codes.get(value) ?? codes.size
    codes.set(value, code)
    return code
  })
  return { values: [...codes.keys()], of }
}

const endsOf = (classes: readonly KeptClass[], spanOf: (each: KeptClass) => Span | null | undefined): Ends => ({
  low: Float64Array.from(classes, (each) => spanOf(each)?.low ?? Infinity),
  high: Float64Array.from(classes, (each) => spanOf(each)?.high ?? -Infinity),
})
