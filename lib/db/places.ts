import { sql, type AnyColumn } from 'drizzle-orm'
import { countMax, type SizedWindow, type Total } from '../page.ts'
import { aboutHowMany, knownOf } from './class-counts.ts'
import type { Queryable } from './client.ts'
import { onlyValuesOf } from './class-test.ts'
import { countAll, fitsAbout, isOfClassesAlone, totalOf } from './count-places.ts'
import { cursorAt, keyset, type Order } from './keyset.ts'
import { isSortedByIds, leadingClasses, standsLast } from './leading-classes.ts'
import type { Listing, Wanted } from './listing.ts'
import {
  firstApart,
  firstOfClasses,
  firstOfLeading,
  firstScarce,
  gathered,
  isByClass,
  membersOfClasses,
  perClass,
  perMember,
  readingFor,
  type Search,
  sorted,
  walk,
} from './place-queries.ts'

// Pages of a table of a million rows, whatever it is narrowed to and sorted by (decisions 017, 024 and 032). Rows that are alike
// in all that a filter chooses from a few values are of one class, and each class is a range of an index.

export type Place = Record<string, string>
/** `total` is null where the places do not tell how many fit. */
type Places = { places: Place[]; total: Total | null }

/** How a list is sorted, which part of it is asked for, and how the rows of its places are read. */
type Asked<Row> = { order: Order; window: SizedWindow; read: (places: Place[]) => Promise<Row[]> }

/** How many fit: exactly where classes alone say it, else up to `countMax`. */
export async function countOf(db: Queryable, listing: Listing, wanted: Wanted): Promise<Total> {
  return await countAll({ db, listing, wanted, ...(await known(db, listing, wanted)) })
}

async function known(db: Queryable, listing: Listing, wanted: Wanted, order?: Order) {
  const classes = knownOf(db, listing, wanted, order?.by)
  const about = await aboutHowMany(db, listing, wanted, classes)
  return { known: await classes, about }
}

/**
 * The rows of one page in the order of the list, and one more where there are more; and how many fit, null where the page does
 * not tell: to count them takes as long as to find the page, and who looks at it need not wait for both.
 */
export async function pageOf<Row>(
  db: Queryable,
  listing: Listing,
  wanted: Wanted,
  { order, window, read: readRows }: Asked<Row>,
): Promise<{ rows: Row[]; total: Total | null }> {
  const part = keyset(order, window)
  const page = {
    by: order.by,
    goesDown: part.goesDown,
    beyond: part.where,
    at: cursorAt(order, window),
    orderBy: sql.join(part.orderBy, sql`, `),
    limit: part.limit,
  }
  const search = { db, listing, wanted, ...(await known(db, listing, wanted, order)), page }
  const { places, total } = await placesOf(search, window.counted)
  return { rows: await readRows(places), total }
}

async function placesOf(search: Search, counted: Total | undefined): Promise<Places> {
  const { known: its, wanted, page } = search
  if (its.living.length === 0) return { places: [], total: { count: 0, isExact: true } }
  if (isOfClassesAlone(search))
    return { places: await placesOfClasses(search), total: { count: its.members, isExact: true } }
  if (wanted.few.length > 0)
    return counted ? { places: await fewAfter(search, counted), total: counted } : await fewPlaces(search)
  const places = await narrowedPlaces(search)
  const isWhole = page.beyond === undefined && places.length < page.limit
  return { places, total: isWhole ? totalOf(places.length) : null }
}

async function narrowedPlaces(search: Search): Promise<Place[]> {
  const { known: its, wanted } = search
  const apart = heldApart(search)
  if (apart) return await read(search, firstApart(search, apart.column, apart.values))
  if (its.isScarce && wanted.look) return await read(search, firstScarce(search))
  return isAtHand(search) ? await placesAtHand(search) : await placesAmongOthers(search)
}

/** More would take longer to plan than to read. */
const apartMax = 4

/** What is held, if an index is sorted for each value of it and nothing else is asked for. */
function heldApart({ listing, wanted: { ranges, held, classes, look }, page }: Search): Apart | undefined {
  const [{ by, column } = { by: undefined, column: undefined }, among] = [listing.heldApart, held?.among]
  const isAlone = classes === undefined && look === undefined && ranges.every((range) => range.by === by)
  if (!isAlone || by !== page.by || column === undefined || among?.of !== column) return undefined
  return among.values.length <= apartMax ? { column, values: among.values } : undefined
}
type Apart = { column: AnyColumn; values: readonly unknown[] }

/** Whether nothing beside classes is asked for but a range of what the list is sorted by. */
const isSortedRange = ({ wanted: { ranges, held }, page }: Search): boolean =>
  held === undefined && ranges.every(({ by }) => by === page.by)

/** Then what comes first is at hand: in the index of all, or in that of each class. */
const isAtHand = (search: Search): boolean =>
  isSortedRange(search) && (search.wanted.classes === undefined || isByClass(search))

/** What comes first where that is at hand. */
const placesAtHand = (search: Search): Promise<Place[]> =>
  search.wanted.classes ? firstPlaces(search) : read(search, walk(search))

/** What fits is sorted where it is not more than this; else it is walked for. */
const sortMax = 2 * countMax

/** Places of what stands among other rows of the index that the list is sorted by: walked for, or gathered and sorted. */
async function placesAmongOthers(search: Search): Promise<Place[]> {
  const reading = readingFor(search)
  if (isWalkedTo(search, reading)) {
    const walked = await read(search, walk(search, walkOnce(search, fitsAbout(search))))
    if (walked.length === search.page.limit) return walked
  }
  return reading < sortMax ? await read(search, sorted(search)) : await gatherOrWalk(search)
}

/** Whether to walk costs less than to read and sort all that fits, also where it is a little further than expected. */
function isWalkedTo(search: Search, reading: number): boolean {
  if (search.wanted.look || search.about.isUnsure) return reading >= sortMax
  if (isSortedByIds(search) && search.wanted.ranges.length > 0) return reading >= sortMax
  const far = walkFor(search.page.limit, fitsAbout(search), search.known.indexed)
  return reading >= sortMax || 1.5 * far < reading
}

/** How far a walk through a sorted index goes before it is given up: some milliseconds. */
const walkMax = 20_000

/** How far a walk has to go where what fits lies evenly. */
const walkFor = (limit: number, fits: number, all: number): number => (limit * all) / Math.max(1, fits)

/** Twice as far, and past what stands together, reaches a page unless what fits stands elsewhere. */
const walkOnce = ({ page, known: { indexed } }: Search, fits: number): number =>
  Math.min(walkMax, Math.ceil(2 * walkFor(page.limit, fits, indexed)) + walkPast * page.limit)
const walkPast = 20

/** Places where classes alone are asked for. */
async function placesOfClasses(search: Search): Promise<Place[]> {
  const { known: its, page, wanted } = search
  if (wanted.classes === undefined) return await read(search, walk(search))
  const apart = its.isScarce ? search.listing.scarce?.apart : undefined
  const values = apart?.by === page.by ? onlyValuesOf(apart.kind, wanted.classes) : undefined
  if (apart && values) return await read(search, firstApart(search, apart.column, values))
  const byClass = its.living.length * perClass + Math.min(its.members, page.limit ** 2) * perMember
  const far = walkFor(page.limit, its.members, its.indexed)
  const led = far > page.limit * perClass ? await leadingPlaces(search) : []
  if (led.length === page.limit) return led
  if (far < byClass && far < walkMax / 2 && !standsLast(search)) {
    const walked = await read(search, walk(search, walkOnce(search, its.members)))
    if (walked.length === page.limit) return walked
  }
  return await read(search, its.members <= page.limit ** 2 ? membersOfClasses(search) : firstOfClasses(search))
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
  return found.total?.isExact === true ? found : { places: await walkOrGather(search), total: found.total }
}

/** Where it is known how many fit; meanwhile there may be some more. */
const fewAfter = async (search: Search, { isExact }: Total): Promise<Place[]> =>
  isExact ? await read(search, sorted(search)) : await walkOrGather(search)

async function walkOrGather(search: Search): Promise<Place[]> {
  const walked = await read(search, walk(search, walkOnce(search, Math.max(countMax, fitsAbout(search)))))
  return walked.length === search.page.limit ? walked : await gatherOrWalk(search)
}

/** So many are sorted rather than walked for: what fits stands far from where the list begins. */
const gatherMax = 200_000

async function gatherOrWalk(search: Search): Promise<Place[]> {
  const found = await gather(search, gatherMax)
  return found.total?.isExact === true ? found.places : await read(search, walk(search))
}

const read = async ({ db }: Search, places: Parameters<Queryable['execute']>[0]): Promise<Place[]> =>
  (await db.execute<Place>(places)).rows

async function gather(search: Search, most: number): Promise<Places> {
  const found = await search.db.execute<Place & { fitting: number }>(gathered(search, most))
  const fitting = found.rows[0]?.fitting ?? 0
  // A row without a place tells only how many fit.
  const places = found.rows.filter((row) => row[search.listing.account.name] !== null)
  return { places, total: { count: Math.min(fitting, most), isExact: fitting <= most } }
}
