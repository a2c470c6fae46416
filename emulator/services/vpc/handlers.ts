import { utc } from '../../clock.ts'
import { type Call, type Handler, ok, queryList, queryText, type Reply } from '../../gateway/call.ts'
import { freeAddresses } from '../../world/network-rows.ts'
import type { SecurityGroup, Subnet, Vpc } from '../../world/network.ts'
import { fitsEnterpriseProject, markerPage, pageInfo } from '../paging.ts'
import { listQuotas } from './quotas.ts'

const ownVpcs = (call: Call): Vpc[] =>
  call.cloud.world.vpcs.filter((row) => row.projectId === call.project.id && fitsEnterpriseProject(call, row))

function listVpcsV1(call: Call): Reply {
  const id = queryText(call, 'id')
  const page = markerPage(
    call,
    ownVpcs(call).filter((row) => id === undefined || row.id === id),
  )
  return ok({
    vpcs: page.map((row) => ({
      id: row.id,
      name: row.name,
      description: row.description,
      cidr: row.cidr,
      status: 'OK',
      routes: [],
      enterprise_project_id: row.enterpriseProjectId,
      tenant_id: row.projectId,
      created_at: utc(row.createdAt),
      updated_at: utc(row.createdAt),
      block_service_endpoint_states: 'off',
      enable_network_address_usage_metrics: false,
    })),
  })
}

function listVpcs(call: Call): Reply {
  const filters = (['id', 'name', 'description', 'cidr'] as const).map((name) => [name, queryList(call, name)] as const)
  const page = markerPage(
    call,
    ownVpcs(call).filter((row) => filters.every(([name, wanted]) => wanted.length === 0 || wanted.includes(row[name]))),
  )
  return ok({ request_id: call.requestId, vpcs: page.map((row) => vpcRow(call, row)), page_info: pageInfo(call, page) })
}

const vpcRow = (call: Call, row: Vpc) => ({
  id: row.id,
  name: row.name,
  description: row.description,
  cidr: row.cidr,
  extend_cidrs: [],
  status: 'ACTIVE',
  project_id: row.projectId,
  enterprise_project_id: row.enterpriseProjectId,
  created_at: utc(row.createdAt),
  updated_at: utc(row.createdAt),
  cloud_resources: [
    { resource_type: 'routetable', resource_count: 1 },
    {
      resource_type: 'virsubnet',
      resource_count: call.cloud.world.subnets.filter((one) => one.vpcId === row.id).length,
    },
  ],
  tags: [],
})

function listSubnets(call: Call): Reply {
  const vpcId = queryText(call, 'vpc_id')
  const rows = call.cloud.world.subnets.filter(
    (row) => row.projectId === call.project.id && (vpcId === undefined || row.vpcId === vpcId),
  )
  return ok({ subnets: markerPage(call, rows).map((row) => subnetRow(call, row)) })
}

const subnetRow = (call: Call, row: Subnet) => ({
  id: row.id,
  name: row.name,
  description: '',
  cidr: row.cidr,
  gateway_ip: row.gatewayIp,
  vpc_id: row.vpcId,
  status: 'ACTIVE',
  availability_zone: '',
  dhcp_enable: true,
  primary_dns: '100.125.1.250',
  secondary_dns: '100.125.21.250',
  dnsList: ['100.125.1.250', '100.125.21.250'],
  // The schema says boolean, the vendor's example text; clients must live with both.
  ipv6_enable: row.ipv6 ? 'true' : false,
  ...(row.ipv6 && { cidr_v6: '2001:db8:1::/64', gateway_ip_v6: '2001:db8:1::1' }),
  neutron_network_id: row.id,
  neutron_subnet_id: row.neutronSubnetId,
  extra_dhcp_opts: [],
  scope: 'center',
  tenant_id: row.projectId,
  created_at: utc(row.createdAt),
  updated_at: utc(row.createdAt),
  available_ip_address_count: freeAddresses(call.cloud.world, row),
})

const ownGroups = (call: Call): SecurityGroup[] =>
  call.cloud.world.securityGroups.filter((row) => row.projectId === call.project.id)

const listSecurityGroupsV1 = (call: Call): Reply =>
  ok({
    security_groups: markerPage(call, ownGroups(call)).map((row) => ({
      id: row.id,
      name: row.name,
      description: row.description,
      enterprise_project_id: '0',
      security_group_rules: [],
    })),
  })

function listSecurityGroups(call: Call): Reply {
  const page = markerPage(call, ownGroups(call))
  return ok({
    request_id: call.requestId,
    security_groups: page.map((row) => ({
      id: row.id,
      name: row.name,
      description: row.description,
      project_id: row.projectId,
      enterprise_project_id: '0',
      created_at: utc(row.createdAt),
      updated_at: utc(row.createdAt),
    })),
    page_info: pageInfo(call, page),
  })
}

export const vpcHandlers: Record<string, Handler> = {
  ListVpcsV1: listVpcsV1,
  ListVpcs: listVpcs,
  ListSubnets: listSubnets,
  ListSecurityGroupsV1: listSecurityGroupsV1,
  ListSecurityGroups: listSecurityGroups,
  ListQuotas: listQuotas,
}
