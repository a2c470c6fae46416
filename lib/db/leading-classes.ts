import type { KeptClass } from './kept-classes.ts'
import type { Search } from './place-queries.ts'

// What the bounds of classes tell of the page before any row is read.

/** Whether all that fits is alike in what the list is sorted by, so that nothing but ids says where it stands. */
export const isSortedByIds = ({ known: { span } }: Search): boolean => span !== null && span.low === span.high

/** Whether ids alone sort what fits, with most others among them: what is under way has the latest ids. */
export const standsLast = (search: Search): boolean =>
  isSortedByIds(search) && !search.page.goesDown && search.known.members < search.known.indexed / 2

/** `end`: no row of any other class comes before it in the order of the list; in milliseconds or units, and whole. */
export type Leading = { classes: KeptClass[]; end: number }

/** More classes than rows, since bounds may be wider than what is left of a class. */
const spare = 10

/**
 * The few classes that the page is of, as far as their bounds tell; undefined where they tell too little. Where bounds are as wide as
 * what lies within, these have a page of rows before the end.
 */
export function leadingClasses({ listing, wanted, known: { living }, page }: Search): Leading | undefined {
  const place = [...listing.bounds.keys()].indexOf(page.by)
  // Turned round where the list goes down: so what is lowest comes first either way.
  const turn = page.goesDown ? -1 : 1
  const ends = wanted.ranges
    .filter(({ by }) => by === page.by)
    .map(({ about: { low, high } }) => (turn === 1 ? low : -high))
  const from = Math.max(-Infinity, ...ends, ...(page.at === undefined ? [] : [turn * page.at]))
  const starts = new Float64Array(living.length)
  for (const [nth, { spans }] of living.entries()) {
    const span = spans[place]
    if (!span) return undefined
    const [nearest, farthest] = turn === 1 ? [span.low, span.high] : [-span.high, -span.low]
    // A cursor is cut to whole milliseconds.
    starts[nth] = farthest < from - 1 ? Infinity : Math.max(nearest, from)
  }
  const rising = starts.toSorted()
  const begun = rising.findLastIndex((start) => start <= from) + 1
  const end = Math.floor(rising[begun + page.limit + spare] ?? Infinity)
  const classes = living.filter((_, nth) => (starts[nth] ?? Infinity) < end)
  const isFew = classes.length >= page.limit && classes.length < living.length / 2
  return isFew && Number.isFinite(end) ? { classes, end: turn * end } : undefined
}
