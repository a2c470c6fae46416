import { type Call, ok, queryList, queryText, type Reply } from '../../gateway/call.ts'
import type { Desktop } from '../../world/desktop.ts'
import { detailRow, slimRow } from './desktop-rows.ts'
import { desktopsOf, existingDesktop } from './find-desktop.ts'
import { recordPage } from './record-page.ts'

/** GET /v2/{project_id}/desktops: up to a thousand slim rows, counted by record from 0. */
export function listDesktops(call: Call): Reply {
  const rows = desktopsOf(call).filter(filterOf(call))
  return ok({ desktops: recordPage(call, rows, 1000).map(slimRow), total_count: rows.length })
}

/** GET /v2/{project_id}/desktops/detail: up to five hundred rows with product and disks. */
export function listDesktopsDetail(call: Call): Reply {
  const rows = sorted(call, desktopsOf(call).filter(filterOf(call)).filter(detailFilterOf(call)))
  return ok({ desktops: recordPage(call, rows, 500).map(detailRow), total_count: rows.length })
}

/** GET /v2/{project_id}/desktops/{desktop_id} */
export const showDesktop = (call: Call): Reply =>
  ok({ desktop: { ...detailRow(existingDesktop(call, call.params['desktop_id'] ?? '')), security_groups: [] } })

function filterOf(call: Call): (row: Desktop) => boolean {
  const ids = new Set(queryList(call, 'desktop_id'))
  const pools = (queryText(call, 'pool_id') ?? '').split(',').filter(Boolean)
  const tags = (queryText(call, 'tag') ?? '').split(',').filter(Boolean)
  const user = queryList(call, 'user_names').length > 0 ? undefined : queryText(call, 'user_name')
  const name = queryText(call, 'computer_name')
  const ip = queryText(call, 'desktop_ip')
  const status = queryText(call, 'status')
  const type = queryText(call, 'desktop_type')
  const subnet = queryText(call, 'subnet_id')
  const project = queryText(call, 'enterprise_project_id')
  return (row) =>
    (ids.size === 0 || ids.has(row.id)) &&
    (pools.length === 0 || pools.includes(row.poolId ?? '')) &&
    tags.every((tag) => row.tags.some(({ key, value }) => `${key}=${value}` === tag)) &&
    (user === undefined || row.userName.includes(user)) &&
    (name === undefined || row.name.toLowerCase().includes(name.toLowerCase())) &&
    (ip === undefined || row.ip.includes(ip)) &&
    (status === undefined || row.status === status) &&
    (type === undefined || row.type === type) &&
    (subnet === undefined || row.subnetId === subnet) &&
    (project === undefined || row.enterpriseProjectId === project)
}

function detailFilterOf(call: Call): (row: Desktop) => boolean {
  const users = new Set(queryList(call, 'user_names'))
  const names = new Set(queryList(call, 'computer_names'))
  const mode = queryText(call, 'charge_mode')
  const zone = queryText(call, 'availability_zone')
  const image = queryText(call, 'image_id')
  return (row) =>
    (users.size === 0 || users.has(row.userName)) &&
    (names.size === 0 || names.has(row.name)) &&
    (mode === undefined || row.isPrepaid === (mode === '0')) &&
    (zone === undefined || row.zone === zone) &&
    (image === undefined || row.imageId === image)
}

function sorted(call: Call, rows: Desktop[]): Desktop[] {
  const field = queryText(call, 'sort_field')
  if (field === undefined) return rows
  const direction = queryText(call, 'sort_type') === 'DESC' ? -1 : 1
  const before = (a: Desktop, b: Desktop): boolean =>
    field === 'created' ? a.createdAt < b.createdAt : a.name < b.name
  return rows.toSorted((a, b) => (before(a, b) ? -direction : before(b, a) ? direction : 0))
}
