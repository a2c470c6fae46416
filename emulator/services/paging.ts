import { type Call, queryNumber, queryText } from '../gateway/call.ts'
import { CloudError } from '../gateway/cloud-error.ts'

const rowsMax = 2000

type Identified = { id: string }

/**
 * The rows after the caller's marker, oldest first. A larger limit than 2000 is cut; an unknown marker is refused, which
 * no source documents.
 */
export function markerPage<T extends { id: string; createdAt: number }>(
  call: Call,
  rows: T[],
  limitDefault = rowsMax,
): T[] {
  const sorted = rows.toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
  const limit = Math.min(queryNumber(call, 'limit') ?? limitDefault, rowsMax)
  const marker = queryText(call, 'marker')
  if (marker === undefined || marker === '') return sorted.slice(0, limit)
  const position = sorted.findIndex((row) => row.id === marker)
  if (position === -1) throw new CloudError(400, 'VPC.0101', 'The marker is not the ID of a resource.')
  return sorted.slice(position + 1, position + 1 + limit)
}

/** page_info of VPC v3: no next marker on the last page. */
export function pageInfo(call: Call, page: Identified[]) {
  const isFull = page.length === (queryNumber(call, 'limit') ?? rowsMax)
  return { current_count: page.length, ...markers(page, isFull) }
}

/** page_info of EIP v3, which names a next marker even on the last page. */
export const eagerPageInfo = (page: Identified[]) => ({
  current_count: page.length,
  ...markers(page, true),
})

function markers(page: Identified[], hasNext: boolean) {
  const first = page[0]
  const last = page.at(-1)
  if (first === undefined || last === undefined) return {}
  return { previous_marker: first.id, ...(hasNext && { next_marker: last.id }) }
}

/** Whether a row belongs to the enterprise project asked for; all_granted_eps means every one. */
export function fitsEnterpriseProject(call: Call, row: { enterpriseProjectId: string }): boolean {
  const wanted = queryText(call, 'enterprise_project_id')
  return wanted === undefined || wanted === 'all_granted_eps' || wanted === row.enterpriseProjectId
}
