import { z } from 'zod'

import type { Cloud } from '../cloud.ts'
import { percentEncode } from '../percent-encoding.ts'
import { ask, type AskOptions, Numeric, numberOf } from './ask.ts'
import { type Desktop, desktopOf, DesktopRow } from './workspace-desktop-row.ts'
import { allByOffset } from './paging.ts'

/** `userName` is matched fuzzily by the cloud: filter again. */
export type DesktopFilter = {
  readonly userName?: string
  readonly computerName?: string
  readonly address?: string
  readonly poolIds?: readonly string[]
  readonly enterpriseProjectId?: string
  readonly kind?: 'DEDICATED' | 'POOLED' | 'SHARED'
  readonly status?: string
  /** At most 100. */
  readonly desktopIds?: readonly string[]
  readonly billing?: 'prepaid' | 'pay_per_use'
  readonly availabilityZone?: string
  readonly sort?: { readonly by: 'created' | 'computer_name'; readonly isDescending: boolean }
}

export const desktopIdsPerCallMax = 100

/** The vendor allows 500, but a row takes several KiB and the client reads no answer above 1 MiB. */
const LIMIT = 100
/** A hundred thousand desktops. */
const PAGES_MAX = 1000
const Desktops = z.looseObject({ desktops: z.array(DesktopRow), total_count: Numeric })

/**
 * One page of desktops with products and disks; `offset` counts records from 0, `limit` 1–500. `total` counts all that
 * match.
 *
 * @throws RangeError for more than 100 ids
 */
export async function listDesktops(
  cloud: Cloud,
  filter: DesktopFilter & { readonly offset?: number; readonly limit?: number } = {},
  options?: AskOptions,
): Promise<{ desktops: Desktop[]; total: number | undefined }> {
  if ((filter.desktopIds?.length ?? 0) > desktopIdsPerCallMax) {
    throw new RangeError(`Desktops are asked for at most ${desktopIdsPerCallMax} ids at once.`)
  }
  const query = {
    user_name: filter.userName,
    computer_name: filter.computerName,
    desktop_ip: filter.address,
    pool_id: filter.poolIds?.join(','),
    enterprise_project_id: filter.enterpriseProjectId,
    desktop_type: filter.kind,
    status: filter.status,
    desktop_id: filter.desktopIds,
    charge_mode: filter.billing === undefined ? undefined : filter.billing === 'prepaid' ? '0' : '1',
    availability_zone: filter.availabilityZone,
    sort_field: filter.sort?.by,
    sort_type: filter.sort === undefined ? undefined : filter.sort.isDescending ? 'DESC' : 'ASC',
    offset: filter.offset ?? 0,
    limit: filter.limit ?? LIMIT,
  }
  const path = `/v2/${cloud.projectId}/desktops/detail`
  const call = { service: 'workspace', method: 'GET', path, query, api: 'workspace.listDesktops' } as const
  const answer = await ask(cloud, call, Desktops, options)
  return { desktops: answer.desktops.map(desktopOf), total: numberOf(answer.total_count) }
}

/** All desktops that match, over all pages; throws rather than returning a part. */
export const allDesktops = (cloud: Cloud, filter: DesktopFilter = {}, options?: AskOptions): Promise<Desktop[]> =>
  allByOffset(
    'workspace',
    LIMIT,
    (desktop) => desktop.id,
    async (offset, limit) => {
      const { desktops, total } = await listDesktops(cloud, { ...filter, offset, limit }, options)
      return { rows: desktops, total }
    },
    PAGES_MAX,
  )

/** The model says one desktop; the vendor's sample shows a list of one. */
const Shown = z.looseObject({ desktop: z.union([DesktopRow, z.tuple([DesktopRow])]) })

/** One desktop. While it is being deleted its status is empty, then the answer is 404. */
export async function showDesktop(cloud: Cloud, desktopId: string, options?: AskOptions): Promise<Desktop> {
  const path = `/v2/${cloud.projectId}/desktops/${percentEncode(desktopId)}`
  const call = { service: 'workspace', method: 'GET', path, api: 'workspace.showDesktop' } as const
  const { desktop } = await ask(cloud, call, Shown, options)
  return desktopOf(Array.isArray(desktop) ? desktop[0] : desktop)
}
