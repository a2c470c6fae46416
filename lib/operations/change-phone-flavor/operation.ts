import { defineOperation } from '../kit.ts'
import { chargeOf } from './charge.ts'
import { checkChoices } from './choices.ts'
import { Accepted, Input, contractVersion, toBody } from './contract.ts'
import { phoneRefusals } from '../phone-refusals.ts'
import { start } from './start.ts'
import { summarize } from './summary.ts'

const { caller, stock, server, serverModel, phoneModel, terms, autoPay } = phoneRefusals

const path = (projectId: string) => `/v1/${projectId}/cloud-phone/servers/change-server-model`

export const operation = defineOperation({
  key: 'change-phone-flavor',
  contractVersion,
  risk: 'cost',
  service: 'cph',
  rights: ['cph:servers:changeType'],
  actsOn: 'phone_server',
  hasOrder: () => true,
  input: Input,
  accepted: Accepted,
  start,
  refusals: [caller, stock, server, serverModel, phoneModel, terms, autoPay].flat(),
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
