import { type Call, ok, queryText, type Reply } from '../../gateway/call.ts'

/** GET /v1/{project_id}/quotas: also the quota of public addresses. The VPC quota is nearly used up on purpose. */
export function listQuotas(call: Call): Reply {
  const { world } = call.cloud
  const count = (rows: { projectId: string }[]): number =>
    rows.filter((row) => row.projectId === call.project.id).length
  const resources = [
    { type: 'vpc', used: count(world.vpcs), quota: 4, min: 0 },
    { type: 'subnet', used: count(world.subnets), quota: 100, min: 0 },
    { type: 'securityGroup', used: count(world.securityGroups), quota: 100, min: 0 },
    { type: 'securityGroupRule', used: 0, quota: 5000, min: 0 },
    { type: 'publicIp', used: count(world.eips), quota: 1000, min: 0 },
    { type: 'shareBandwidth', used: 3, quota: 5, min: 0 },
    { type: 'shareBandwidthIP', used: 0, quota: 20, min: 0 },
    { type: 'loadbalancer', used: 0, quota: 50, min: 0 },
    { type: 'listener', used: 0, quota: 100, min: 0 },
    { type: 'physicalConnect', used: 0, quota: -1, min: 0 },
  ]
  const type = queryText(call, 'type')
  return ok({ quotas: { resources: resources.filter((row) => type === undefined || row.type === type) } })
}
