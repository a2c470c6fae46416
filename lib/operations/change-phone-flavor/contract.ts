import { z } from 'zod'
import { PhoneModelName, ServerModelName, phoneServerTarget } from '../phone-fields.ts'
import { RowId, closed } from '../primitives.ts'
import { serverModelProblem } from './server-model-problem.ts'

// Changing the flavor of a phone server: POST /v1/{project_id}/cloud-phone/servers/change-server-model (cloud-api/cph.md
// §4; the vendor's page wins).

const steps = closed({
  account: closed({ accountId: RowId }),
  target: closed(phoneServerTarget),
  flavor: closed({ serverModel: ServerModelName, phoneModel: PhoneModelName }),
})

const Whole = z.looseObject({ target: steps.shape.target, flavor: steps.shape.flavor })

/** The form, the action's argument and what the executor reads: one schema. */
export const Input = steps.superRefine((input, ctx) => {
  const whole = Whole.safeParse(input)
  if (!whole.success) return
  const { target, flavor } = whole.data
  const problem = serverModelProblem(target.serverModel, flavor.serverModel)
  if (problem !== undefined) ctx.addIssue({ code: 'custom', path: ['flavor', 'serverModel'], message: problem })
  if (flavor.serverModel === target.serverModel && flavor.phoneModel === target.phoneModel)
    ctx.addIssue({ code: 'custom', path: ['flavor', 'phoneModel'], message: 'errors.flavorIsCurrent' })
})
export type Input = z.output<typeof Input>

export const contractVersion = 1

/** The body as the vendor documents it. */
export const Body = closed({
  server_id: phoneServerTarget.id,
  server_model_name: ServerModelName,
  phone_model_name: PhoneModelName,
  extend_param: closed({ is_auto_pay: z.union([z.literal(0), z.literal(1)]).optional() }).optional(),
})
export type Body = z.output<typeof Body>

/** What the cloud answers when it has taken the order; it may add fields. */
export const Accepted = z.looseObject({
  request_id: z.string().optional(),
  order_id: z.string().regex(/^CS[0-9A-Z]+$/),
  product_id: z.string().optional(),
  error_code: z.union([z.literal(''), z.null()]).optional(),
})

/** The wire body of `input`. Always unpaid: the order is read and compared before it is paid. */
export const toBody = ({ target, flavor }: Input): Body => ({
  server_id: target.id,
  server_model_name: flavor.serverModel,
  phone_model_name: flavor.phoneModel,
  extend_param: { is_auto_pay: 0 },
})
