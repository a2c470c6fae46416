import { sql } from 'drizzle-orm'
import { countMax, type SizedWindow, type Total } from '../page.ts'
import { aboutHowMany, knownOf } from './class-counts.ts'
import type { Queryable } from './client.ts'
import { cursorAt, keyset, type Order } from './keyset.ts'
import type { KeptClass } from './kept-classes.ts'
import { isSortedByIds, leadingClasses, standsLast } from './leading-classes.ts'
import type { Listing, Wanted } from './listing.ts'
import {
  type Counted,
  firstOfClasses,
  firstOfLeading,
  gathered,
  isByClass,
  membersOfClasses,
  perClass,
  perMember,
  lookedThrough,
  readingFor,
  type Search,
  sorted,
  those,
  walk,
} from './place-queries.ts'

// Pages of a table of a million rows, whatever it is narrowed to and sorted by (decisions 017, 024 and 032). Rows that are alike
// in all that a filter chooses from a few values are of one class, and each class is a range of an index.

export type Place = Record<string, string>
type Places = { places: Place[]; total: Total }

/** How a list is sorted, which part of it is asked for, and how the rows of its places are read. */
type Asked<Row> = { order: Order; window: SizedWindow; read: (places: Place[]) => Promise<Row[]> }

/** How many fit: exactly where classes alone say it, else up to `countMax`. */
export async function countOf(db: Queryable, listing: Listing, wanted: Wanted): Promise<Total> {
  const [known, about] = await Promise.all([knownOf(db, listing, wanted), aboutHowMany(db, listing, wanted)])
  const search = { db, listing, wanted, known, about }
  if (isOfClassesAlone(wanted)) return { count: known.members, isExact: true }
  return isLookedAlone(search) ? await countLooked(search) : await count(search)
}

/** The rows of one page in the order of the list, and one more where there are more; and how many fit. */
export async function pageOf<Row>(
  db: Queryable,
  listing: Listing,
  wanted: Wanted,
  { order, window, read: readRows }: Asked<Row>,
): Promise<{ rows: Row[]; total: Total }> {
  const [known, about] = await Promise.all([knownOf(db, listing, wanted, order.by), aboutHowMany(db, listing, wanted)])
  const part = keyset(order, window)
  const page = {
    by: order.by,
    goesDown: part.goesDown,
    beyond: part.where,
    at: cursorAt(order, window),
    orderBy: sql.join(part.orderBy, sql`, `),
    limit: part.limit,
  }
  const search = { db, listing, wanted, known, about, page }
  if (known.living.length === 0) return { rows: [], total: { count: 0, isExact: true } }
  if (isOfClassesAlone(wanted))
    return { rows: await readRows(await placesOfClasses(search)), total: { count: known.members, isExact: true } }
  const { counted } = window
  if (counted) return { rows: await readRows(await placesAfter(search, counted)), total: counted }
  const ways = isCountedApart(search) ? countedApart(search) : undefined
  if (!ways) {
    const { places, total } = await fewPlaces(search)
    return { rows: await readRows(places), total }
  }
  // The count takes the time that the rows take, and not more on top.
  const [rows, total] = await Promise.all([ways.places.then(readRows), ways.total])
  return { rows, total }
}

const isOfClassesAlone = ({ ranges, held, few, look }: Wanted): boolean =>
  ranges.length === 0 && few.length === 0 && held === undefined && look === undefined

/** Whether nothing beside classes is asked for but a range of what the list is sorted by. */
const isSortedRange = ({ wanted: { ranges, held }, page }: Search): boolean =>
  held === undefined && ranges.every(({ by }) => by === page.by)

/** Then what comes first is at hand: in the index of all, or in that of each class. */
const isAtHand = (search: Search): boolean =>
  isSortedRange(search) && (search.wanted.classes === undefined || isByClass(search))

/** Below this, to read what fits twice is more than to wait for it once. */
const apartMin = 1000

const isMany = (search: Search): boolean => fitsAbout(search) > countMax

/** Whether page and count are read at the same time: not where both would read much that does not fit. */
function isCountedApart(search: Search): boolean {
  if (search.wanted.few.length > 0) return false
  if (isAtHand(search)) return true
  if (search.wanted.look) return false
  const fits = fitsAbout(search)
  return isMany(search) || (fits > apartMin && readingFor(search) < 2 * fits)
}

/** So many are read and sorted while they are counted, without waiting to hear how many they are. */
const sortMax = 2 * countMax

/** Whether what fits is sorted at once: a walk might go through all rows for it. */
const isSortedAtOnce = (search: Search): boolean =>
  !isMany(search) || (isSortedByIds(search) && search.wanted.ranges.length > 0 && readingFor(search) < sortMax)

function countedApart(search: Search): { places: Promise<Place[]>; total: Promise<Total> } {
  if (!isAtHand(search) && isSortedAtOnce(search)) return sortedApart(search)
  const total = isLookedAlone(search) ? countLooked(search) : isMany(search) ? countMany(search) : count(search)
  if (isMany(search) && !search.wanted.look) return { places: manyPlaces(search, total), total }
  return { places: placesAtHand(search), total }
}

/** What comes first where that is at hand. */
const placesAtHand = (search: Search): Promise<Place[]> =>
  search.wanted.classes ? firstPlaces(search) : read(search, walk(search))

/** Places where it is known how many fit. */
async function placesAfter(search: Search, { isExact }: Total): Promise<Place[]> {
  if (search.wanted.few.length === 0 && isAtHand(search)) return await placesAtHand(search)
  // Meanwhile there may be some more.
  return isExact ? await read(search, sorted(search, gatherMax)) : await walkOrGather(search)
}

/** Counts as far as is sorted, so that the count says whether all of them were. */
function sortedApart(search: Search): { places: Promise<Place[]>; total: Promise<Total> } {
  const counted = count(search, sortMax)
  const total = counted.then(({ count: found }) => totalOf(found, countMax))
  return { places: sortedPlaces(search, counted), total }
}

async function sortedPlaces(search: Search, counted: Promise<Total>): Promise<Place[]> {
  const places = await read(search, sorted(search, sortMax))
  return (await counted).isExact ? places : await walkOrGather(search)
}

/** Whether beside classes only some of them are looked into. */
const isLookedAlone = (search: Counted): boolean =>
  search.wanted.look !== undefined && isOfClassesAlone({ ...search.wanted, look: undefined }) && isByClass(search)

/** Counts the rows of the classes that are looked into; how many the others have is known. */
async function countLooked(search: Counted): Promise<Total> {
  const { known, wanted } = search
  const isLooked = ({ kind }: KeptClass) => wanted.look?.of(kind) === true
  const others = known.living.filter((each) => !isLooked(each))
  const { count: looked, isExact } = await count({
    ...search,
    known: { ...known, living: known.living.filter(isLooked) },
  })
  return { count: others.reduce((sum, { members }) => sum + members, looked), isExact }
}

/** How many fit, if what is asked for has nothing to do with each other. */
function fitsAbout({ known: { members, all }, about: { ranges, held } }: Counted): number {
  const pieces = held === undefined ? ranges : [...ranges, held]
  return pieces.reduce((fits, piece) => fits * Math.min(1, piece / Math.max(1, all)), members)
}

/** How far a walk through a sorted index goes before it is given up: some milliseconds. */
const walkMax = 20_000

/** How far a walk has to go where what fits lies evenly. */
const walkFor = (limit: number, fits: number, all: number): number => (limit * all) / Math.max(1, fits)

/** Places where classes alone are asked for. */
async function placesOfClasses(search: Search): Promise<Place[]> {
  const { known, page, wanted } = search
  if (wanted.classes === undefined) return await read(search, walk(search))
  const byClass = known.living.length * perClass + Math.min(known.members, page.limit ** 2) * perMember
  const far = walkFor(page.limit, known.members, known.indexed)
  const led = far > page.limit * perClass ? await leadingPlaces(search) : []
  if (led.length === page.limit) return led
  if (far < byClass && far < walkMax / 2 && !standsLast(search)) {
    const walked = await read(search, walk(search, walkOnce(search, known.members)))
    if (walked.length === page.limit) return walked
  }
  return await read(search, known.members <= page.limit ** 2 ? membersOfClasses(search) : firstOfClasses(search))
}

/** The page, if the bounds of classes tell which few it is of; else less. */
async function leadingPlaces(search: Search): Promise<Place[]> {
  const leading = search.wanted.look ? undefined : leadingClasses(search)
  return leading ? await read(search, firstOfLeading(search, leading)) : []
}

/** The first places of all classes. */
async function firstPlaces(search: Search): Promise<Place[]> {
  const led = await leadingPlaces(search)
  return led.length === search.page.limit ? led : await read(search, firstOfClasses(search))
}

/** Counts and, where they are not too many to be sorted, reads the page of them at the same time. */
async function fewPlaces(search: Search): Promise<Places> {
  const found = await gather(search, countMax)
  return found.total.isExact ? found : { places: await walkOrGather(search), total: found.total }
}

async function manyPlaces(search: Search, total: Promise<Total>): Promise<Place[]> {
  const walked = await read(search, walk(search, walkOnceForMany(search)))
  if (walked.length === search.page.limit) return walked
  return (await total).isExact ? (await gather(search, countMax)).places : await gatherOrWalk(search)
}

/** Twice as far as among all rows reaches a page unless what fits stands elsewhere. */
const walkOnce = ({ page, known }: Search, fits: number): number =>
  Math.min(walkMax, Math.ceil(2 * walkFor(page.limit, fits, known.all)) + page.limit)

const walkOnceForMany = (search: Search): number => walkOnce(search, Math.max(countMax, fitsAbout(search)))

async function walkOrGather(search: Search): Promise<Place[]> {
  const walked = await read(search, walk(search, walkOnceForMany(search)))
  return walked.length === search.page.limit ? walked : await gatherOrWalk(search)
}

/** So many are sorted rather than walked for: what fits stands far from where the list begins. */
const gatherMax = 200_000

async function gatherOrWalk(search: Search): Promise<Place[]> {
  const found = await gather(search, gatherMax)
  return found.total.isExact ? found.places : await read(search, walk(search))
}

const read = async ({ db }: Search, places: Parameters<Queryable['execute']>[0]): Promise<Place[]> =>
  (await db.execute<Place>(places)).rows

async function count(search: Counted, most = countMax): Promise<Total> {
  const all = those(search, { columns: search.listing.ids, most: most + 1 })
  const found = await search.db.execute<{ count: number }>(
    sql`select count(*)::integer as count from (${all}) as counted`,
  )
  return totalOf(found.rows[0]?.count ?? 0, most)
}

/** Where more than `countMax` are expected, so many rows are looked through to say how many there are at least. */
const lookMax = 12_000
/** Less than this says nothing of how many there are, and all are counted. */
const saidMin = 1000

async function countMany(search: Counted): Promise<Total> {
  const { rows } = await search.db.execute<{ count: number; looked: number }>(lookedThrough(search, lookMax))
  const { count: found, looked } = rows[0] ?? { count: 0, looked: 0 }
  if (looked < lookMax) return totalOf(found, countMax)
  return found > saidMin ? { count: roundedDown(Math.min(found - 1, countMax)), isExact: false } : await count(search)
}

/** More than 3,000 and not more than 3,481, which nobody counted to. */
const roundedDown = (found: number): number => Math.floor(found / saidMin) * saidMin

const totalOf = (found: number, most: number): Total => ({ count: Math.min(found, most), isExact: found <= most })

/** Reads what fits, and sorts it where it is not more than `most`. */
async function gather(search: Search, most: number): Promise<Places> {
  const { rows } = await search.db.execute<Place & { fitting: number }>(gathered(search, most))
  return {
    places: rows.filter((row) => row[search.listing.account.name] !== null),
    total: totalOf(rows[0]?.fitting ?? 0, most),
  }
}
