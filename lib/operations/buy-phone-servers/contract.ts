import { z } from 'zod'
import { withParams } from '../../errors.ts'
import { Disks, Network, ServerModelName } from '../phone-fields.ts'
import {
  Access,
  Account,
  imageFields,
  phoneModelFields,
  placementRules,
  toWireAccess,
  toWirePhones,
  toWirePlace,
  wirePlacement,
  wireProject,
} from '../phone-placement/contract.ts'
import { closed, flag, ruleBetween, wholeNumber } from '../primitives.ts'
import { nameMax } from './server-names.ts'

// Buying phone servers: POST /v2/{project_id}/cloud-phone/servers (cloud-api/cph.md §2; the vendor's page wins).

const ServerName = z
  .string({ error: 'errors.required' })
  .min(1, 'errors.required')
  .regex(/^[A-Za-z0-9_-]*$/, 'errors.serverName')

const Image = closed({
  ...imageFields,
  name: ServerName.max(nameMax, withParams('errors.tooLong', { max: nameMax })),
  count: wholeNumber(1, 10, 'errors.serverCount'),
})

const Term = closed({
  unit: z.enum(['month', 'year'], 'errors.termUnit'),
  count: wholeNumber(1, 10, 'errors.termCount'),
  autoRenew: flag(),
}).refine((term) => term.unit === 'year' || term.count <= 9, { path: ['count'], message: 'errors.termMonths' })

const steps = closed({
  account: Account,
  model: closed({ serverModel: ServerModelName, ...phoneModelFields }),
  image: Image,
  network: Network,
  access: Access,
  disks: Disks,
  term: Term,
})

const ImageAndNetwork = z.looseObject({ image: Image, network: Network })

/** The form, the action's argument and what the executor reads: one schema. A step of the wizard is a key of it. */
export const Input = placementRules
  .reduce((schema, rule) => schema.refine(...rule), steps)
  .refine(
    // One address cannot serve two servers, and the page takes only one id.
    ...ruleBetween(ImageAndNetwork, ['network', 'eip', 'eipId'], ({ image, network }) =>
      network.eip.source === 'existing' && image.count > 1 ? 'errors.eipForOneServer' : undefined,
    ),
  )
export type Input = z.output<typeof Input>

export const contractVersion = 1

const wireFlag = z.union([z.literal(0), z.literal(1)])

const ExtendParam = closed({
  charging_mode: z.literal(0),
  period_type: z.union([z.literal(2), z.literal(3)]),
  period_num: wholeNumber(1, 10, 'errors.termCount'),
  is_auto_pay: wireFlag.optional(),
  is_auto_renew: wireFlag.optional(),
  ...wireProject,
}).refine((p) => p.period_type === 3 || p.period_num <= 9, { path: ['period_num'], message: 'errors.termMonths' })

/** The body as the vendor documents it. */
export const Body = closed({
  server_name: ServerName.max(60, withParams('errors.tooLong', { max: 60 })),
  server_model_name: ServerModelName,
  count: wholeNumber(1, 10, 'errors.serverCount'),
  extend_param: ExtendParam,
  ...wirePlacement,
})
export type Body = z.output<typeof Body>

/** What the cloud answers when it has taken the order; it may add fields. */
export const Accepted = z.looseObject({
  request_id: z.string().optional(),
  order_id: z.string().regex(/^CS[0-9A-Z]+$/),
  product_id: z.string().optional(),
  server_ids: z.array(z.string().regex(/^[0-9a-f]{32}$/)),
  error_code: z.union([z.literal(''), z.null()]).optional(),
})

/** The wire body of `input`. Always unpaid: the order is read and compared before it is paid. */
export function toBody(input: Input, serverName: string): Body {
  const { account, model, image, term } = input
  return {
    server_name: serverName,
    server_model_name: model.serverModel,
    ...toWirePhones(input),
    count: image.count,
    ...toWireAccess(input),
    extend_param: {
      charging_mode: 0,
      period_type: term.unit === 'month' ? 2 : 3,
      period_num: term.count,
      is_auto_pay: 0,
      is_auto_renew: term.autoRenew ? 1 : 0,
      enterprise_project_id: account.enterpriseProjectId,
    },
    ...toWirePlace(input),
  }
}
