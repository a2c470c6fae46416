import { sql } from 'drizzle-orm'
import { countMax, type Total } from '../page.ts'
import { isOfKind } from './class-test.ts'
import type { KeptClass } from './kept-classes.ts'
import { type Counted, isByClass, lookedThrough, those } from './place-queries.ts'

/** How many fit: exactly where classes alone say it, else up to `countMax`. */
export async function countAll(search: Counted): Promise<Total> {
  if (search.known.living.length === 0) return { count: 0, isExact: true }
  if (isOfClassesAlone(search)) return { count: search.known.members, isExact: true }
  if (isLookedAlone(search)) return await countLooked(search)
  return isMany(search) && search.wanted.few.length === 0 ? await countMany(search) : await count(search)
}

/** Whether nothing but classes is asked for, which know how many of them there are. */
export const isOfClassesAlone = ({ wanted: { ranges, held, few, look } }: Pick<Counted, 'wanted'>): boolean =>
  ranges.length === 0 && few.length === 0 && held === undefined && look === undefined

/** How many fit, if what is asked for has nothing to do with each other. */
export function fitsAbout({ known: { members, all }, about: { ranges, held } }: Counted): number {
  const pieces = held === undefined ? ranges : [...ranges, held]
  return pieces.reduce((fits, piece) => fits * Math.min(1, piece / Math.max(1, all)), members)
}

const isMany = (search: Counted): boolean => fitsAbout(search) > countMax

async function count(search: Counted): Promise<Total> {
  const all = those(search, { columns: search.listing.ids, most: countMax + 1 })
  const found = await search.db.execute<{ count: number }>(
    sql`select count(*)::integer as count from (${all}) as counted`,
  )
  return totalOf(found.rows[0]?.count ?? 0)
}

/** Where more than `countMax` are expected, so many rows are looked through to say how many there are at least. */
const lookMax = 12_000
/** Less than this says nothing of how many there are, and all are counted. */
const saidMin = 1000

async function countMany(search: Counted): Promise<Total> {
  const { rows } = await search.db.execute<{ count: number; looked: number }>(lookedThrough(search, lookMax))
  const { count: found, looked } = rows[0] ?? { count: 0, looked: 0 }
  if (looked < lookMax) return totalOf(found)
  return found > saidMin ? { count: roundedDown(Math.min(found - 1, countMax)), isExact: false } : await count(search)
}

/** More than 3,000 and not more than 3,481, which nobody counted to. */
const roundedDown = (found: number): number => Math.floor(found / saidMin) * saidMin

export const totalOf = (found: number): Total => ({ count: Math.min(found, countMax), isExact: found <= countMax })

/** Whether beside classes only some of them are looked into. */
const isLookedAlone = (search: Counted): boolean =>
  search.wanted.look !== undefined &&
  isOfClassesAlone({ wanted: { ...search.wanted, look: undefined } }) &&
  isByClass(search)

/** Counts the rows of the classes that are looked into; how many the others have is known. */
async function countLooked(search: Counted): Promise<Total> {
  const { known, wanted } = search
  const isLooked = ({ kind }: KeptClass) => wanted.look !== undefined && isOfKind(wanted.look.of, kind)
  const others = known.living.filter((each) => !isLooked(each))
  const looked = await count({ ...search, known: { ...known, living: known.living.filter(isLooked) } })
  return { count: others.reduce((sum, { members }) => sum + members, looked.count), isExact: looked.isExact }
}
