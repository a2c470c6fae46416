import { defineOperation } from '../kit.ts'
import { Accepted, Input, contractVersion, toBody } from './contract.ts'
import { phoneRefusals } from '../phone-refusals.ts'
import { namesOf } from '../phone-placement/choices.ts'
import { checkChoices } from './choices.ts'
import { productsOf } from './products.ts'
import { sentName } from './server-names.ts'
import { start } from './start.ts'
import { summarize } from './summary.ts'

const { caller, stock, serverModel, phoneModel, terms, autoPay, placement } = phoneRefusals
// Those of name, number and term are the purchase's own.
const own = ['0024', '0056', '0057', '0058', '0059', '0087'].map((digits) => `CPS.${digits}`)

export const operation = defineOperation({
  key: 'buy-phone-servers',
  contractVersion,
  risk: 'cost',
  priceNote: 'wizard.priceWithoutNetwork',
  service: 'cph',
  rights: ['cph:servers:create', 'CPH AgencyDependencyAccess'],
  hasOrder: () => true,
  input: Input,
  accepted: Accepted,
  start: (accountId) => start(accountId),
  refusals: [caller, stock, serverModel, phoneModel, terms, autoPay, placement, own].flat(),
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
  names: (input, lookups) => namesOf(input, lookups),
  effect: (input, name) => ({ kind: 'phone_servers_named', name, count: input.image.count }),
})
