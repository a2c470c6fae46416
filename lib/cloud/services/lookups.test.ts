import { expect, test } from 'vitest'

import { cannedCloud } from '../testing/canned-cloud.ts'
import { listAvailabilityZones } from './ecs.ts'
import { listBandwidths, listCommonPools, listPublicIps } from './eip.ts'
import { listEnterpriseProjects } from './eps.ts'
import { listAgencies, listAgencyRoles, listProjects } from './iam.ts'
import { listKeypairs } from './kps.ts'
import { listSubnets, listVpcs, networkQuotas } from './vpc.ts'

test('VPCs are read by marker until no next marker comes', async () => {
  const vpc = { id: 'v1', name: 'one', cidr: '10.0.0.0/8', status: 'ACTIVE', created_at: '2020-06-16T02:32:18Z' }
  const { cloud, asked } = await cannedCloud(
    { vpcs: [vpc], page_info: { previous_marker: 'v1', current_count: 1, next_marker: 'v1' } },
    { vpcs: [{ id: 'v2', cloud_resources: [{ resource_type: 'virsubnet', resource_count: 2 }] }], page_info: {} },
  )
  expect(await listVpcs(cloud)).toMatchObject([
    { id: 'v1', name: 'one', status: 'ACTIVE', createdAt: new Date('2020-06-16T02:32:18Z') },
    { id: 'v2', name: '', subnetCount: 2 },
  ])
  expect(asked.map((each) => each.query)).toEqual(['limit=2000', 'limit=2000&marker=v1'])
})

test('a marker that repeats, or an empty page, ends the list', async () => {
  const page = { vpcs: [{ id: 'v1' }], page_info: { next_marker: 'v1' } }
  const repeating = await cannedCloud(page)
  expect(await listVpcs(repeating.cloud)).toHaveLength(1)
  expect(repeating.asked).toHaveLength(2)
  const empty = await cannedCloud(page, { vpcs: [], page_info: { next_marker: 'v9' } })
  expect(await listVpcs(empty.cloud)).toHaveLength(1)
})

test('a subnet is known by its network id, with IPv6 as text or truth value', async () => {
  const { cloud, asked } = await cannedCloud({
    subnets: [
      { id: 's1', neutron_subnet_id: 'n1', vpc_id: 'v1', ipv6_enable: 'true', available_ip_address_count: 250 },
      { id: 's2', ipv6_enable: false, availability_zone: '' },
    ],
  })
  expect(await listSubnets(cloud, { vpcId: 'v1' })).toMatchObject([
    { id: 's1', hasIpv6: true, freeAddresses: 250 },
    { id: 's2', hasIpv6: false, freeAddresses: undefined, availabilityZone: undefined },
  ])
  expect(asked[0]?.query).toBe('limit=2000&vpc_id=v1')
})

test('a quota of -1 is no limit', async () => {
  const { cloud } = await cannedCloud({
    quotas: {
      resources: [
        { type: 'publicIp', used: 2, quota: 10, min: 0 },
        { type: 'vpc', used: 1, quota: -1 },
      ],
    },
  })
  expect(await networkQuotas(cloud)).toEqual([
    { kind: 'publicIp', used: 2, quota: 10 },
    { kind: 'vpc', used: 1, quota: undefined },
  ])
})

test('a public address is free only when it is down and bound to nothing', async () => {
  const bandwidth = { id: 'b', size: 5, share_type: 'PER' }
  const { cloud, asked } = await cannedCloud({
    total_count: 3,
    publicips: [
      { id: 'a', status: 'DOWN', vnic: null, publicip_pool_name: '5_bgp', billing_info: '', bandwidth },
      { id: 'b', status: 'DOWN', vnic: null, associate_instance_id: 'elb', enterprise_project_id: 0 },
      { id: 'c', status: 'ACTIVE', vnic: { port_id: 'p' }, billing_info: 'CS1:p:r:x' },
    ],
  })
  expect(await listPublicIps(cloud, { status: 'DOWN' })).toMatchObject([
    { id: 'a', isFree: true, isPrepaid: false, line: '5_bgp', bandwidthMbit: 5, isBandwidthShared: false },
    { id: 'b', isFree: false, enterpriseProjectId: '0' },
    { id: 'c', isFree: false, isPrepaid: true },
  ])
  expect(asked[0]).toMatchObject({
    path: '/v3/p-1/eip/publicips',
    query: 'offset=0&limit=2000&status=DOWN',
  })
})

test('a period bandwidth tells its order; lines come with their names', async () => {
  const { cloud, asked } = await cannedCloud({
    bandwidths: [
      {
        id: 'b',
        name: 'shared',
        size: 300,
        share_type: 'WHOLE',
        charge_mode: 'bandwidth',
        billing_info: 'CS1712121146TSQOJ:p:cn-north-4:x',
        publicip_info: [{ publicip_id: 'e' }],
      },
    ],
  })
  expect(await listBandwidths(cloud, { shareType: 'WHOLE' })).toMatchObject([
    { id: 'b', isShared: true, sizeMbit: 300, orderId: 'CS1712121146TSQOJ', addressCount: 1 },
  ])
  expect(asked[0]?.query).toBe('limit=2000&share_type=WHOLE')
  const pools = await cannedCloud({ common_pools: [{ name: '5_bgp', status: 'active', type: 'bgp' }], request_id: 'r' })
  expect(await listCommonPools(pools.cloud)).toEqual([{ name: '5_bgp', status: 'active', kind: 'bgp' }])
})

test('key pairs are unwrapped, whichever way their freezing is written', async () => {
  const { cloud } = await cannedCloud({
    keypairs: [
      { keypair: { name: 'a', scope: 'domain', type: 'ssh', frozen_state: '0' } },
      { keypair: { name: 'b', scope: 'user', frozen_state: 4 } },
    ],
    page_info: { next_marker: '' },
  })
  expect(await listKeypairs(cloud)).toMatchObject([
    { name: 'a', scope: 'domain', isFrozen: false },
    { name: 'b', isFrozen: true },
  ])
})

test('projects leave out the one of object storage', async () => {
  const { cloud } = await cannedCloud({
    projects: [
      { id: 'p1', name: 'cn-north-4', domain_id: 'd', parent_id: 'd', enabled: true },
      { id: 'p2', name: 'MOS', enabled: true },
    ],
  })
  expect(await listProjects(cloud)).toMatchObject([{ id: 'p1', name: 'cn-north-4', isEnabled: true }])
})

test('an agency is found by its exact name, and its roles by project or account', async () => {
  const { cloud, asked } = await cannedCloud({
    agencies: [
      { id: 'a1', name: 'cph_admin_trust', trust_domain_name: 'op_svc_cph' },
      { id: 'a2', name: 'cph_admin_trust2' },
    ],
  })
  expect(await listAgencies(cloud, { domainId: 'd-1', name: 'cph_admin_trust' })).toMatchObject([
    { id: 'a1', trustDomainName: 'op_svc_cph' },
  ])
  expect(asked[0]?.query).toBe('domain_id=d-1&name=cph_admin_trust')

  const roles = await cannedCloud({ roles: [{ id: 'r1', name: 'vpc_adm', display_name: 'VPC FullAccess' }] })
  expect(await listAgencyRoles(roles.cloud, 'a1', { projectId: 'p-1' })).toEqual([
    { id: 'r1', name: 'vpc_adm', displayName: 'VPC FullAccess' },
  ])
  await listAgencyRoles(roles.cloud, 'a1', { domainId: 'd-1' })
  expect(roles.asked.map((each) => each.path)).toEqual([
    '/v3.0/OS-AGENCY/projects/p-1/agencies/a1/roles',
    '/v3.0/OS-AGENCY/domains/d-1/agencies/a1/roles',
  ])
})

test('enterprise projects come with the default one, whose id is 0', async () => {
  const { cloud, asked } = await cannedCloud({
    total_count: 1,
    enterprise_projects: [{ id: '0', name: 'default', status: 1, description: '' }],
  })
  expect(await listEnterpriseProjects(cloud)).toEqual([
    { id: '0', name: 'default', description: undefined, isEnabled: true },
  ])
  expect(asked[0]?.query).toBe('offset=0&limit=1000&status=1')
})

test('zones come as a list, or as the single object of the example', async () => {
  const zone = { availability_zone_id: 'cn-north-4a', alias: 'AZ1', type: 'Core' }
  const many = await cannedCloud({ availability_zones: [zone] })
  const one = await cannedCloud({ availability_zone: zone })
  expect(await listAvailabilityZones(many.cloud)).toEqual([{ id: 'cn-north-4a', alias: 'AZ1' }])
  expect(await listAvailabilityZones(one.cloud)).toEqual([{ id: 'cn-north-4a', alias: 'AZ1' }])
  const none = await cannedCloud({})
  await expect(listAvailabilityZones(none.cloud)).rejects.toMatchObject({ code: 'client.unreadable' })
})
