import type { ErrorObject } from 'ajv/dist/2020.js'
import { CloudError } from '../../gateway/cloud-error.ts'
import type { Order } from '../../world/order.ts'

type Code = { code: string; whenEmpty?: string }

/** Fields of the purchase in the order the vendor lists them, each with the code that refuses it. */
const fields: [pattern: RegExp, code: Code][] = [
  [/^server_id$/, { code: 'CPS.0016' }],
  [/^server_name$/, { code: 'CPS.0087' }],
  [/^server_model_name$/, { code: 'CPS.0089', whenEmpty: 'CPS.0088' }],
  [/^phone_model_name$/, { code: 'CPS.0028', whenEmpty: 'CPS.0027' }],
  [/^image_id$/, { code: 'CPS.0030', whenEmpty: 'CPS.0029' }],
  [/^count$/, { code: 'CPS.0024' }],
  [/^keypair_name$/, { code: 'CPS.0067', whenEmpty: 'CPS.0068' }],
  [/^ports\.\d+\.name$/, { code: 'CPS.0038' }],
  [/^ports\.\d+\.listen_port$/, { code: 'CPS.0040' }],
  [/^ports\.\d+\.internet_accessible$/, { code: 'CPS.0093' }],
  [/^ports/, { code: 'CPS.0037' }],
  [/^extend_param\.charging_mode$/, { code: 'CPS.0056' }],
  [/^extend_param\.period_type$/, { code: 'CPS.0057' }],
  [/^extend_param\.period_num$/, { code: 'CPS.0058' }],
  [/^extend_param\.is_auto_renew$/, { code: 'CPS.0059' }],
  [/^extend_param\.is_auto_pay$/, { code: 'CPS.0060' }],
  [/^extend_param/, { code: 'CPS.0055' }],
  [/^tenant_vpc_id$/, { code: 'CPS.0223' }],
  [/^nics\.\d+\.subnet_id$/, { code: 'CPS.0224' }],
  [/^nics/, { code: 'CPS.0226' }],
  [/^public_ip\.eip/, { code: 'CPS.0239' }],
  [/^public_ip/, { code: 'CPS.0238' }],
  [/^phone_count_per_ip$/, { code: 'CPS.0241' }],
  [/^(phone_data_volume|server_share_data_volume)/, { code: 'CPS.9001' }],
  [/^band_width\.band_width_id$/, { code: 'CPS.0033', whenEmpty: 'CPS.0032' }],
  [/^band_width\.band_width_share_type$/, { code: 'CPS.0034' }],
  [/^band_width\.band_width_charge_mode$/, { code: 'CPS.0035' }],
  [/^band_width\.band_width_size$/, { code: 'CPS.0036' }],
  [/^band_width/, { code: 'CPS.0031' }],
  [/^availability_zone$/, { code: 'CPS.9003' }],
  [/^property$/, { code: 'CPS.0078' }],
]

/** Not a documented field at all. The code is ours. */
const unknownField = 'CPS.9002'

const statuses: Record<string, number> = {
  'CPS.0001': 403,
  'CPS.0115': 404,
  'CPS.0166': 404,
  'CPS.0015': 404,
  'CPS.0005': 404,
  'CPS.0011': 404,
}

/** A refusal that names the field in the vendor's way: `Parameter: count is invalid.` */
export const refusal = (code: string, field: string, fault = 'is invalid.'): CloudError =>
  new CloudError(statuses[code] ?? 400, code, `Parameter: ${field} ${fault}`)

/** The order exists, and the automatic payment lacked the money for it. */
export const unpayable = (order: Order): CloudError =>
  new CloudError(400, 'CPS.0062', 'Failed to create the order: CBC.30060005, insufficient balance.', order.id)

/** The refusal of the first violated rule, in the order of the documented fields. */
export function refusePurchase(issues: ErrorObject[]): CloudError {
  const [first] = issues.map(violation).toSorted((a, b) => a.rank - b.rank)
  if (first === undefined) return refusal(unknownField, 'body')
  return refusal(first.code, first.field, first.isEmpty ? 'is empty.' : 'is invalid.')
}

type Violation = { rank: number; code: string; field: string; isEmpty: boolean }

function violation(issue: ErrorObject): Violation {
  const extra = issue.keyword === 'additionalProperties' ? String(issue.params['additionalProperty']) : ''
  const missing = issue.keyword === 'required' ? String(issue.params['missingProperty']) : ''
  const field = [...issue.instancePath.split('/'), missing, extra].filter(Boolean).join('.')
  if (extra !== '' && issue.instancePath === '')
    return { rank: fields.length, code: unknownField, field, isEmpty: false }
  if (field.startsWith('ports') && issue.keyword === 'uniqueItems')
    return { rank: 7, code: 'CPS.0039', field: 'ports.name', isEmpty: false }
  const isEmpty = missing !== '' || (issue.keyword === 'minLength' && issue.data === '')
  const rank = fields.findIndex(([pattern]) => pattern.test(field))
  const entry = fields[rank]?.[1]
  // An unknown member of a known object is a fault of that object.
  const code = (isEmpty ? entry?.whenEmpty : undefined) ?? entry?.code ?? unknownField
  return { rank: rank === -1 ? fields.length : rank, code, field: field || 'body', isEmpty }
}
