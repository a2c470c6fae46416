import type { Service } from '../endpoints.ts'
import { clientError } from '../errors.ts'

const PAGES_MAX = 200

/**
 * One page of a list with a row offset; `total` where the API tells it, `sent` where the cloud sent more rows than could
 * be used.
 */
export type OffsetPage<Row> = {
  readonly rows: readonly Row[]
  readonly total: number | undefined
  readonly sent?: number
}

/** One page of a list with a marker; `next` is undefined on the last page. */
export type MarkerPage<Row> = { readonly rows: readonly Row[]; readonly next: string | undefined }

/**
 * All rows of an offset list, each id once (a list moves while it is read).
 *
 * @throws CloudError `client.unreadable` when the list does not end: an incomplete list is never taken for a whole one
 */
export async function allByOffset<Row>(
  service: Service,
  limit: number,
  idOf: (row: Row) => string,
  fetch: (offset: number, limit: number) => Promise<OffsetPage<Row>>,
  pagesMax: number = PAGES_MAX,
): Promise<Row[]> {
  const found = new Map<string, Row>()
  let offset = 0
  for (let page = 0; page < pagesMax; page++) {
    const { rows, total, sent = rows.length } = await fetch(offset, limit)
    for (const row of rows) found.set(idOf(row), row)
    offset += sent
    const isLast = total === undefined ? sent < limit : offset >= total
    if (sent === 0 || isLast) return [...found.values()]
  }
  throw endless(service, pagesMax)
}

/**
 * All rows of a marker list. Ends also on an empty page and on a marker seen before, since EIP names a next marker on
 * its last page.
 *
 * @throws CloudError `client.unreadable` when the list does not end
 */
export async function allByMarker<Row>(
  service: Service,
  idOf: (row: Row) => string,
  fetch: (marker: string | undefined) => Promise<MarkerPage<Row>>,
): Promise<Row[]> {
  const found = new Map<string, Row>()
  const seen = new Set<string>()
  let marker: string | undefined
  for (let page = 0; page < PAGES_MAX; page++) {
    const { rows, next } = await fetch(marker)
    for (const row of rows) found.set(idOf(row), row)
    if (rows.length === 0 || next === undefined || seen.has(next)) return [...found.values()]
    seen.add(next)
    marker = next
  }
  throw endless(service, PAGES_MAX)
}

const endless = (service: Service, pagesMax: number) =>
  clientError(service, 'client.unreadable', `The list has more than ${pagesMax} pages or does not end.`)
