import { type OperationCall, defineOperation } from '../kit.ts'
import { chargeOf } from './charge.ts'
import { checkChoices } from './choices.ts'
import { Accepted, type Body, Input, contractVersion, toBody } from './contract.ts'
import { refusals } from './refusals.ts'
import { resizePath } from './resize-path.ts'
import { start } from './start.ts'
import { summarize, warnings } from './summary.ts'

const toCall = ({ target }: Input, projectId: string, body: Body): OperationCall => ({
  service: 'ecs',
  method: 'POST',
  api: 'ecs.resize',
  path: resizePath(projectId, target.id),
  body,
})

export const operation = defineOperation({
  key: 'resize-server',
  contractVersion,
  risk: 'cost',
  service: 'ecs',
  rights: ['ecs:cloudServers:resize'],
  actsOn: 'ecs_server',
  hasOrder: ({ target }) => target.billing === 'prepaid',
  input: Input,
  accepted: Accepted,
  start,
  refusals,
  accountOf: (input) => input.account.accountId,
  sentName: (input) => input.target.name,
  toCall: (input, { projectId }) => toCall(input, projectId, toBody(input)),
  toDryRun: (input, { projectId }) => toCall(input, projectId, { dry_run: true, ...toBody(input) }),
  receipt: (answer) => ({
    ...(answer.order_id !== undefined && { orderId: answer.order_id }),
    ...(answer.job_id !== undefined && { jobId: answer.job_id }),
    // The answer does not name the server: it is linked when it is followed.
    resources: { kind: 'ecs_server', ids: [] },
  }),
  expected: () => 1,
  // A yearly/monthly server without an order cannot be paid: then the order is looked for.
  isComplete: ({ target }, answer) =>
    target.billing === 'prepaid' ? answer.order_id !== undefined : answer.job_id !== undefined,
  headline: ({ target, flavor }) => `${target.name}: ${target.flavorId} → ${flavor.flavorId}`,
  summarize,
  warnings,
  charge: ({ target, flavor }) => chargeOf(target, flavor.flavorId),
  // One open change of a server at a time: two could not be told apart.
  fingerprint: ({ target }) => ['ecs-server', target.id],
  precheck: checkChoices,
  names: async () => ({}),
  effect: ({ target, flavor }) => ({
    kind: 'ecs_flavor',
    serverId: target.id,
    was: target.flavorId,
    becomes: flavor.flavorId,
    isRunning: target.status === 'ACTIVE',
  }),
})
