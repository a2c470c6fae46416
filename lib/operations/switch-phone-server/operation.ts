import { withParams } from '../../errors.ts'
import { defineOperation } from '../kit.ts'
import { checkPlacement } from '../phone-placement/choices.ts'
import { phoneRefusals } from '../phone-refusals.ts'
import { allNames } from './choices.ts'
import { Accepted, Input, contractVersion, toBody } from './contract.ts'
import { start } from './start.ts'
import { summarize } from './summary.ts'

const { caller, stock, server, phoneModel, terms, placement } = phoneRefusals

export const operation = defineOperation({
  key: 'switch-phone-server',
  contractVersion,
  risk: 'data-loss',
  priceNote: 'switch-phone-server.priceNote',
  service: 'cph',
  rights: ['cph:servers:change'],
  actsOn: 'phone_server',
  // Nothing is ordered: term and price of the server stay.
  hasOrder: () => false,
  input: Input,
  accepted: Accepted,
  start,
  refusals: [caller, stock, server, phoneModel, terms, placement].flat(),
  accountOf: (input) => input.account.accountId,
  sentName: (input) => input.target.name,
  toCall: (input, { projectId }) => ({
    service: 'cph',
    method: 'POST',
    api: 'cph.change',
    path: `/v2/${projectId}/cloud-phone/servers/${input.target.id}/change`,
    body: toBody(input),
  }),
  receipt: (answer) => ({
    jobId: answer.job_id,
    resources: { kind: 'phone_server', ids: [answer.server_id] },
  }),
  expected: () => 1,
  isComplete: (input, answer) => answer.server_id === input.target.id,
  headline: ({ target, model }) => `${target.name} · ${target.serverModel} · ${model.phoneModel}`,
  summarize,
  warnings: ({ target, danger }) => [
    withParams('switch-phone-server.warnings.phones', { count: danger.phoneIds.length, server: target.name }),
    withParams('switch-phone-server.warnings.quota', { model: target.serverModel }),
    'switch-phone-server.warnings.addresses',
  ],
  charge: () => ({ kind: 'none' }),
  // One open change of a server at a time, of whatever kind: two could not be told apart.
  fingerprint: ({ target }) => ['phone-server', target.id],
  precheck: (input, lookups) => checkPlacement(input, input.target.serverModel, lookups),
  names: allNames,
  effect: ({ target, danger }) => ({
    kind: 'phone_server_switched',
    serverId: target.id,
    was: {
      serverModel: target.serverModel,
      phoneModel: target.phoneModel,
      phoneIds: danger.phoneIds,
      ...(target.zone !== undefined && { zone: target.zone }),
    },
  }),
})
