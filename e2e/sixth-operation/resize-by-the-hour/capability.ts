import { capabilityOn } from '#lib/operations/resource-state.ts'

export const capability = capabilityOn('ecs_server', ({ status, task, billing }) => {
  if (task !== '') return 'operations.cannot.busy'
  return status === 'SHUTOFF' && billing === 'pay_per_use' ? undefined : 'operations.cannot.otherStatus'
})
