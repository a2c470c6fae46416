import { z } from 'zod'
import { boundedCharacters, closed, wholeNumber } from '../primitives.ts'
import { DiskSize, EnterpriseProjectId, HostCount, type Input, ProductId, TermCount, VolumeId } from './contract.ts'
import { hasOrder, termCountMax } from './ways.ts'

// What goes over the wire. POST /v2/{project_id}/periodic/{desktop_id}/change/order takes one of four kinds; a member of
// another kind is refused. `is_subscribe` is no longer on the vendor's page, but its rules still name it (workspace.md §2.1).

const order = {
  // The vendor's page takes an empty one, too; the form never sends that.
  enterprise_project_id: z.union([z.literal(''), EnterpriseProjectId]).optional(),
  extend_param: closed({ is_auto_pay: z.enum(['true', 'false']).optional() }).optional(),
}
const periodType = z.union([z.literal(2), z.literal(3)])

const MeteredToPeriod = closed({
  type: z.literal('meteredToPeriod'),
  is_subscribe: z.boolean().optional(),
  period_type: periodType.optional(),
  period_num: TermCount.optional(),
  is_auto_renew: z.union([z.literal(0), z.literal(1)]).optional(),
  ...order,
}).superRefine((body, ctx) => {
  const needed = body.is_subscribe === true ? (['period_type', 'period_num'] as const) : []
  for (const name of needed)
    if (body[name] === undefined) ctx.addIssue({ code: 'custom', path: [name], message: 'errors.required' })
  if (body.period_type === 3 && (body.period_num ?? 1) > termCountMax('year'))
    ctx.addIssue({ code: 'custom', path: ['period_num'], message: 'change-desktop.errors.termYears' })
})

/** The body of a change order as the vendor documents it. */
export const ChangeOrder = z.discriminatedUnion('type', [
  closed({ type: z.literal('resizeDesktops'), resize_product_id: ProductId, ...order }),
  closed({ type: z.literal('expandVolumes'), expand_volume_id: VolumeId, expand_new_size: DiskSize, ...order }),
  MeteredToPeriod,
  closed({
    type: z.literal('resizeExclusiveLites'),
    exclusive_lites_product_id: ProductId,
    new_quantity: HostCount,
    ...order,
  }),
])
export type ChangeOrder = z.output<typeof ChangeOrder>

/** POST /v2/{project_id}/desktops/resize, for what is paid as it is used. */
export const ResizeNow = closed({
  desktops: z
    .array(closed({ desktop_id: boundedCharacters(255) }))
    .min(1)
    .max(100),
  product_id: ProductId,
  mode: z.literal('STOP_DESKTOP'),
  auto_placement: z.enum(['on', 'off']).optional(),
  desktop_pool_id: z.string().optional(),
})
export type ResizeNow = z.output<typeof ResizeNow>

/** POST /v2/{project_id}/desktops/{desktop_id}/volumes/{volume_id}/expand, likewise. */
export const ExpandNow = closed({ new_size: wholeNumber(10, 32_768, 'change-desktop.errors.diskSize') })
export type ExpandNow = z.output<typeof ExpandNow>

/** What the cloud answers; it may add fields. Older regions name no job beside an order. */
export const Accepted = z.looseObject({
  order_id: z
    .string()
    .regex(/^CS[0-9A-Z]+$/)
    .optional(),
  job_id: z.string().min(1).optional(),
  error_code: z.union([z.literal(''), z.null()]).optional(),
})
export type Accepted = z.output<typeof Accepted>

export type DesktopCall = { api: string; path: string; body: ChangeOrder | ResizeNow | ExpandNow }

/** The call that `input` becomes: an order, or a change at once. */
export function toDesktopCall({ target, change }: Input, projectId: string): DesktopCall {
  const top = `/v2/${projectId}`
  // Also where a host is to hold another number: the page knows the id of a desktop alone. Whether the cloud would take the host's own
  // there has not been tried on a real account; whatever it makes of this is compared with the order before that is paid.
  const id = encodeURIComponent(target.id)
  if (hasOrder({ target, change }))
    return { api: 'workspace.changeOrder', path: `${top}/periodic/${id}/change/order`, body: toOrder(change) }
  if (change.way === 'expand') {
    const path = `${top}/desktops/${id}/volumes/${encodeURIComponent(change.volumeId)}/expand`
    return { api: 'workspace.expandVolume', path, body: { new_size: change.newSize } }
  }
  if (change.way !== 'resize') throw new Error(`There is no call without an order for ${change.way}`)
  return {
    api: 'workspace.resizeDesktops',
    path: `${top}/desktops/resize`,
    body: { desktops: [{ desktop_id: target.id }], product_id: change.productId, mode: 'STOP_DESKTOP' },
  }
}

/** Always unpaid: the order is read and compared before it is paid. */
function toOrder(change: Input['change']): ChangeOrder {
  const { enterpriseProjectId } = change
  const rest = {
    ...(enterpriseProjectId !== undefined && { enterprise_project_id: enterpriseProjectId }),
    extend_param: { is_auto_pay: 'false' as const },
  }
  switch (change.way) {
    case 'resize':
      return { type: 'resizeDesktops', resize_product_id: change.productId, ...rest }
    case 'expand':
      return { type: 'expandVolumes', expand_volume_id: change.volumeId, expand_new_size: change.newSize, ...rest }
    case 'period':
      return {
        type: 'meteredToPeriod',
        is_subscribe: true,
        period_type: change.unit === 'month' ? 2 : 3,
        period_num: change.count,
        is_auto_renew: change.autoRenew ? 1 : 0,
        ...rest,
      }
    case 'host':
      return {
        type: 'resizeExclusiveLites',
        exclusive_lites_product_id: change.productId,
        new_quantity: change.quantity,
        ...rest,
      }
  }
}
