import { z } from 'zod'
import { pageSize, type SizedWindow } from '#lib/page.ts'

/** A way of looking at a list, as the page offers it, at one size of the data: what the console answers. */
export type Way = { words: string; read: (window: SizedWindow) => Promise<string> }

/**
 * How long the looks of one way took, in milliseconds: at the large size as people see it (`whole`), and both sizes in turns
 * with as many rows on the page of the large one as the small one has to show (`large` beside `small`).
 */
export type Compared = {
  words: string
  /** Rows on the fullest page of the small side, and of the large one as people see it. */
  shown: { small: number; whole: number }
  whole: number[]
  large: number[]
  small: number[]
}

// The two sizes are timed in turns, look by look, so that whatever else the machine does falls on both. What is compared is what
// the size of the data costs. A filter that finds 3 of ten thousand finds 300 of a million: the page then holds fifty rows
// instead of three, and to read, name and send each of those costs the same at any size. So the large side is asked for as many
// rows as the small one shows, and beside that, for its own budget, for the page that people see. Where the small one finds
// nothing at all and the large one does, there is no page to compare, and it is left out of the ratio.

/** How often the page that people see is looked at: its budget is far off. */
export const wholeRounds = 40

/** How often each way is looked at; up to three times as often where `isClear` says that it is not yet. */
export type Looking = { rounds: number; isClear?: (times: Compared) => boolean }

/** Pages between the second that is looked at and the last. */
const pagesOn = 5

/** Looks in each way at both sizes: at the first page, the next, and one five pages on where both go so far. */
export async function compareWays(small: readonly Way[], large: readonly Way[], looking: Looking): Promise<Compared[]> {
  const compared: Compared[] = []
  // The people and accounts of the two have other ids, so their ways are paired by place.
  for (const [nth, way] of large.entries()) {
    const beside = small[nth]
    if (beside) compared.push(await compare(beside, way, looking))
  }
  return compared
}

async function compare(small: Way, large: Way, { rounds, isClear = () => true }: Looking): Promise<Compared> {
  const [few, many] = [await windowsOf(small), await windowsOf(large)]
  const paired = few.slice(0, many.length).map((its, nth) => ({ its, window: many[nth]?.window ?? {} }))
  const fullest = (pages: typeof few) => Math.max(...pages.map(({ rows }) => rows))
  const shown = { small: fullest(few), whole: fullest(many) }
  const times: Compared = { words: large.words, shown, whole: [], large: [], small: [] }
  for (let round = 0; round < 3 * rounds; round++) {
    if (round > 0 && round % rounds === 0 && isClear(times)) break
    const pair = paired[round % paired.length]
    const whole = many[round % many.length]
    if (!pair || !whole) continue
    const size = Math.max(1, Math.min(pageSize, pair.its.rows))
    const looks = [
      async () => times.small.push(await timed(small, pair.its.window)),
      async () => times.large.push(await timed(large, { ...pair.window, size })),
      ...(round < wholeRounds ? [async () => times.whole.push(await timed(large, whole.window))] : []),
    ]
    // Who comes after whom changes, too.
    for (const look of round % 2 === 0 ? looks : looks.toReversed()) await look()
  }
  return times
}

const Page = z.object({ rows: z.array(z.unknown()), older: z.string().nullable() })
const pageAt = async ({ read }: Way, window: SizedWindow) => Page.parse(JSON.parse(await read(window)))

/** Where the first page begins, the next and the one five pages on, as far as there are so many, and how many rows they have. */
async function windowsOf(way: Way): Promise<{ window: SizedWindow; rows: number }[]> {
  const first = await pageAt(way, {})
  const windows: { window: SizedWindow; rows: number }[] = [{ window: {}, rows: first.rows.length }]
  for (let { older } = first, page = 1; older !== null && page <= pagesOn; page++) {
    const window = { after: older }
    const found = await pageAt(way, window)
    if (page === 1 || page === pagesOn) windows.push({ window, rows: found.rows.length })
    older = found.older
  }
  return windows
}

/** Milliseconds from the question to the last byte of the answer. */
export async function timed({ read }: Way, window: SizedWindow): Promise<number> {
  const from = performance.now()
  await read(window)
  return performance.now() - from
}

/** How long looks at the first page and at one far in took, in milliseconds. */
export type Depth = { words: string; first: number[]; far: number[] }

/** Looks at the first page and the one `depth` pages on in turns, `rounds` times each. */
export async function compareDepth(way: Way, rounds: number, depth: number): Promise<Depth | undefined> {
  let after: string | null = null
  for (let page = 0; page < depth; page++) {
    const { older }: z.output<typeof Page> = await pageAt(way, after === null ? {} : { after })
    if (older === null) return undefined
    after = older
  }
  const window = after === null ? {} : { after }
  const times: Depth = { words: way.words, first: [], far: [] }
  for (let round = 0; round < rounds; round++) {
    times.first.push(await timed(way, {}))
    times.far.push(await timed(way, window))
  }
  return times
}
