import type { ErrorObject } from 'ajv/dist/2020.js'
import { schemaOf } from '../../contract.ts'
import { CloudError } from '../../gateway/cloud-error.ts'
import { isRecord } from '../../reading.ts'

export type ChangeKind = 'resizeDesktops' | 'expandVolumes' | 'meteredToPeriod' | 'resizeExclusiveLites'

/** ChangeOrderBody of the contract: the schema ties every member to its kind. */
export type ChangeOrderBody = {
  type: ChangeKind
  resize_product_id?: string
  expand_volume_id?: string
  expand_new_size?: number
  period_type?: 2 | 3
  period_num?: number
  is_auto_renew?: 0 | 1
  is_subscribe?: boolean
  exclusive_lites_product_id?: string
  new_quantity?: number
  enterprise_project_id?: string
  extend_param?: { is_auto_pay?: 'true' | 'false' }
}

export const changeOrderBody = schemaOf<ChangeOrderBody>('workspace', 'ChangeOrderBody')

export type ResizeDesktopsBody = {
  desktops: { desktop_id: string }[]
  product_id: string
  mode: 'STOP_DESKTOP'
  auto_placement?: 'on' | 'off'
  desktop_pool_id?: string
}

export const resizeDesktopsBody = schemaOf<ResizeDesktopsBody>('workspace', 'ResizeDesktopsBody')

export type ExpandVolumesBody = {
  desktop_volumes_expansion: { desktop_id: string; volume_id: string; new_size: number }[]
}

export const expandVolumesBody = schemaOf<ExpandVolumesBody>('workspace', 'ExpandVolumesBody')
export const expandVolumeBody = schemaOf<{ new_size: number }>('workspace', 'ExpandVolumeBody')

export type DesktopActionBody = {
  desktop_ids: string[]
  op_type: 'os-start' | 'os-stop' | 'reboot' | 'os-hibernate'
  type?: 'SOFT' | 'HARD'
}

export const desktopActionBody = schemaOf<DesktopActionBody>('workspace', 'DesktopActionBody')

export type InquireResizeBody = { product_id: string; mode?: string; desktop_ids?: string[]; desktop_pool_id?: string }

export const inquireResizeBody = schemaOf<InquireResizeBody>('workspace', 'InquireResizeBody')

export type InquireExtendBody = {
  desktop_pool_disk_id: string
  new_size: number
  desktop_ids?: string[]
  desktop_pool_id?: string
}

export const inquireExtendBody = schemaOf<InquireExtendBody>('workspace', 'InquireExtendBody')

/** 400 WKS.00211102 that names the member at fault. */
export const badField = (field: string, fault: string): CloudError =>
  new CloudError(400, 'WKS.00211102', `Invalid parameter: ${field} ${fault}.`)

/** 400 WKS.00211102 for the first violation; a wrong `type` goes before everything that follows from it. */
export function refuseBody(issues: ErrorObject[]): CloudError {
  const issue = issues.find(({ instancePath }) => instancePath === '/type') ?? issues[0]
  if (issue === undefined) return badField('body', 'is invalid')
  const missing = issue.keyword === 'required' ? String(issue.params['missingProperty']) : ''
  const extra = issue.keyword === 'additionalProperties' ? String(issue.params['additionalProperty']) : ''
  const field = [...issue.instancePath.split('/'), missing, extra].filter(Boolean).join('.') || 'body'
  const kind = kindOf(issue)
  if (missing !== '') return badField(field, `is required${kind}`)
  if (extra !== '') return badField(field, 'is unknown')
  if (issue.keyword === 'false schema') return badField(field, `does not go with this type`)
  return badField(field, issue.message ?? 'is invalid')
}

/** ` for resizeDesktops` where a type decides what is required. */
function kindOf(issue: ErrorObject): string {
  const data: unknown = issue.data
  return isRecord(data) && typeof data['type'] === 'string' ? ` for ${data['type']}` : ''
}
