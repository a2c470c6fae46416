import { defineOperation } from '../kit.ts'
import { Accepted, Input, contractVersion, toBody } from './contract.ts'
import { checkChoices, namesOf } from './choices.ts'
import { productsOf } from './products.ts'
import { sentName } from './server-names.ts'
import { start } from './start.ts'
import { summarize } from './summary.ts'

// Refusals of the purchase that are certain: the cloud says it before it creates anything (cph.md §10.3). Left out on
// purpose: 0003 internal, 0042 busy, 0061–0064 inquiry and order creation, 0090–0092 creation: the order may exist.
const refusals = [
  '0001 0006 0007 0008 0024 0027 0028 0029 0030 0031 0032 0033 0034 0035 0036',
  '0037 0038 0039 0040 0041 0046 0055 0056 0057 0058 0059 0060 0065 0066 0067',
  '0068 0078 0087 0088 0089 0093 0096 0115 0157 0163 0164 0166 0196 0204 0223',
  '0224 0226 0228 0236 0238 0239 0240 0241',
].flatMap((row) => row.split(' ').map((digits) => `CPS.${digits}`))

export const operation = defineOperation({
  key: 'buy-phone-servers',
  contractVersion,
  risk: 'cost',
  priceNote: 'wizard.priceWithoutNetwork',
  service: 'cph',
  hasOrder: () => true,
  input: Input,
  accepted: Accepted,
  start: (accountId) => start(accountId),
  refusals: [...refusals, 'CPS.9001'],
  accountOf: (input) => input.account.accountId,
  sentName: (input, mark) => sentName(input.image.name, mark),
  toCall: (input, { projectId, name }) => ({
    service: 'cph',
    method: 'POST',
    api: 'cph.purchase',
    path: `/v2/${projectId}/cloud-phone/servers`,
    body: toBody(input, name),
  }),
  receipt: (answer) => ({
    orderId: answer.order_id,
    ...(answer.product_id !== undefined && { productId: answer.product_id }),
    resources: { kind: 'phone_server', ids: answer.server_ids },
  }),
  expected: (input) => input.image.count,
  isComplete: (input, answer) =>
    new Set(answer.server_ids).size === input.image.count && answer.server_ids.length === input.image.count,
  headline: (input) => `${input.image.count} × ${input.model.serverModel} · ${input.model.phoneModel}`,
  summarize,
  charge: (input) => ({ kind: 'purchase', products: productsOf(input) }),
  fingerprint: ({ model, image, disks, term }) => [
    'buy-phone-servers',
    model.serverModel,
    model.phoneModel,
    String(image.count),
    `${term.count} ${term.unit}`,
    JSON.stringify(disks),
  ],
  precheck: checkChoices,
  names: namesOf,
  effect: (input, name) => ({ kind: 'phone_servers_named', name, count: input.image.count }),
})
