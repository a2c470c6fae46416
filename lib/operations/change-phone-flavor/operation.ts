import { defineOperation } from '../kit.ts'
import { chargeOf } from './charge.ts'
import { checkChoices } from './choices.ts'
import { Accepted, Input, contractVersion, toBody } from './contract.ts'
import { start } from './start.ts'
import { summarize } from './summary.ts'

// Refusals that are certain: rights, wrong parameters, no such server, not ready, flavors that do not fit (cph.md §10.3).
// Everything else may have come after the order.
const refusals = ['0001', '0006', '0007', '0008', '0015', '0016', '0024', '0089', '0099', '0157']

const path = (projectId: string) => `/v1/${projectId}/cloud-phone/servers/change-server-model`

export const operation = defineOperation({
  key: 'change-phone-flavor',
  contractVersion,
  risk: 'cost',
  service: 'cph',
  actsOn: 'phone_server',
  hasOrder: () => true,
  input: Input,
  accepted: Accepted,
  start,
  refusals: refusals.map((digits) => `CPS.${digits}`),
  accountOf: (input) => input.account.accountId,
  sentName: (input) => input.target.name,
  toCall: (input, { projectId }) => ({
    service: 'cph',
    method: 'POST',
    api: 'cph.changeModel',
    path: path(projectId),
    body: toBody(input),
  }),
  receipt: (answer) => ({
    orderId: answer.order_id,
    ...(answer.product_id !== undefined && { productId: answer.product_id }),
    // The answer does not name the server: it is linked when it is followed.
    resources: { kind: 'phone_server', ids: [] },
  }),
  expected: () => 1,
  isComplete: () => true,
  headline: ({ target, flavor }) => `${target.name}: ${target.phoneModel} → ${flavor.phoneModel}`,
  summarize,
  charge: (input) => chargeOf(input),
  // One open change of a server at a time: two could not be told apart.
  fingerprint: ({ target }) => ['phone-server', target.id],
  precheck: checkChoices,
  names: async () => ({}),
  effect: ({ target, flavor }) => ({
    kind: 'phone_server_flavors',
    serverId: target.id,
    was: { serverModel: target.serverModel, phoneModel: target.phoneModel },
    becomes: { serverModel: flavor.serverModel, phoneModel: flavor.phoneModel },
  }),
})
