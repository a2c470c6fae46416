import { defineOperation } from '#lib/operations/kit.ts'
import { Accepted, Input, pathOf, toBody } from './contract.ts'

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

export const operation = defineOperation({
  key: 'resize-by-the-hour',
  contractVersion: 1,
  risk: 'cost',
  service: 'ecs',
  rights: ['ecs:cloudServers:resize'],
  actsOn: 'ecs_server',
  hasOrder: () => false,
  input: Input,
  accepted: Accepted,
  start: (accountId, target) => ({
    account: { accountId },
    target: target ? { id: target.id, name: target.name, flavorId: text(target.facts['flavorId']) } : {},
    flavor: {},
  }),
  refusals: ['Ecs.0810'],
  accountOf: ({ account }) => account.accountId,
  sentName: ({ target }) => target.name,
  toCall: (input, { projectId }) => ({
    service: 'ecs',
    method: 'POST',
    api: 'ecs.resizeByTheHour',
    path: pathOf(projectId, input.target.id),
    body: toBody(input),
  }),
  receipt: ({ job_id: jobId }) => ({ jobId, resources: { kind: 'ecs_server', ids: [] } }),
  expected: () => 1,
  isComplete: () => true,
  headline: ({ target, flavor }) => `${target.name}: ${target.flavorId} → ${flavor.id}`,
  summarize: ({ target, flavor }) => [
    { step: 'flavor', label: 'resize-by-the-hour.server', value: target.name, detail: target.id },
    { step: 'flavor', label: 'resize-by-the-hour.flavor', value: `${target.flavorId} → ${flavor.id}` },
  ],
  charge: () => ({ kind: 'none' }),
  fingerprint: ({ target }) => ['ecs-server', target.id],
  precheck: async () => ({}),
  names: async () => ({}),
  effect: ({ target, flavor }) => ({
    kind: 'ecs_flavor',
    serverId: target.id,
    was: target.flavorId,
    becomes: flavor.id,
    isRunning: false,
  }),
})
