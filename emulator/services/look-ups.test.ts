import { describe, expect, test } from 'vitest'
import { fullPurchase, purchase, sharedBandwidthId } from '../testing/purchases.ts'
import { startCloud } from '../testing/start-cloud.ts'

const cloud = startCloud()
const get = async (path: string, query = '', as = 'read') => (await cloud.call('GET', path, { query, as })).body
type Row = Record<string, unknown>
const column = (rows: Row[], name: string) => rows.map((row) => row[name])

describe('networks', () => {
  test('both versions show the same VPCs in their own words', async () => {
    const v1 = (await get('/v1/{pid}/vpcs')).vpcs
    const v3 = (await get('/v3/{pid}/vpc/vpcs')).vpcs
    expect(column(v1, 'id')).toEqual(column(v3, 'id'))
    expect([v1[0].status, v3[0].status]).toEqual(['OK', 'ACTIVE'])
    expect(v1[0].id).toBe('fca063f6-b942-42a8-9004-e5545f58d6a2')
  })

  test('paging by marker ends without a next one', async () => {
    const first = await get('/v3/{pid}/vpc/vpcs', 'limit=2')
    const second = await get('/v3/{pid}/vpc/vpcs', `limit=2&marker=${first.page_info.next_marker}`)
    expect([first.vpcs.length, second.vpcs.length]).toEqual([2, 1])
    expect(second.page_info).not.toHaveProperty('next_marker')
    expect(await get('/v1/{pid}/vpcs', 'marker=nothing')).toMatchObject({ code: 'VPC.0101' })
  })

  test('repeated filters of v3 add up', async () => {
    expect(column((await get('/v3/{pid}/vpc/vpcs', 'name=vpc-live&name=vpc-lab')).vpcs, 'name')).toEqual([
      'vpc-live',
      'vpc-lab',
    ])
  })

  test('subnets belong to a VPC and say how many addresses are left', async () => {
    const { subnets } = await get('/v1/{pid}/subnets', 'vpc_id=fca063f6-b942-42a8-9004-e5545f58d6a2')
    expect(column(subnets, 'id')[0]).toBe('f1cbfc37-eb42-4357-a0ec-9e4f11950908')
    expect(column(subnets, 'ipv6_enable')).toEqual([false, 'true'])
    const before = subnets[0].available_ip_address_count
    await purchase(cloud, { extend_param: { ...fullPurchase.extend_param, is_auto_pay: 1 } })
    cloud.emulator.finish()
    const after = await get('/v1/{pid}/subnets', 'vpc_id=fca063f6-b942-42a8-9004-e5545f58d6a2')
    expect(before - after.subnets[0].available_ip_address_count).toBe(4)
  })

  test('one quota is nearly used up', async () => {
    const { quotas } = await get('/v1/{pid}/quotas', 'type=vpc')
    expect(quotas.resources).toEqual([{ type: 'vpc', used: 3, quota: 4, min: 0 }])
  })
})

describe('public addresses', () => {
  test('both versions show the same addresses in their own words', async () => {
    const v1 = (await get('/v1/{pid}/publicips', 'limit=3')).publicips
    const v3 = (await get('/v3/{pid}/eip/publicips', 'limit=3')).publicips
    expect(column(v1, 'id')).toEqual(column(v3, 'id'))
    expect(v1[0]).toMatchObject({ type: '5_bgp', create_time: '2025-01-10 02:00:00', enterprise_project_id: 0 })
    expect(v3[0]).toMatchObject({ type: 'EIP', publicip_pool_name: '5_bgp', vnic: null })
  })

  test('free ones can be asked for, and a marker is named even on the last page', async () => {
    const { publicips, total_count: total, page_info: page } = await get('/v3/{pid}/eip/publicips', 'status=DOWN')
    expect([publicips.length, total]).toEqual([24, 24])
    expect(page.next_marker).toBe(publicips.at(-1).id)
    expect((await get('/v3/{pid}/eip/publicips', `status=DOWN&marker=${page.next_marker}`)).publicips).toEqual([])
  })

  test('shared bandwidths can be told from dedicated ones', async () => {
    const { bandwidths } = await get('/v1/{pid}/bandwidths', 'share_type=WHOLE')
    expect(column(bandwidths, 'id')[0]).toBe(sharedBandwidthId)
    expect(bandwidths).toHaveLength(3)
    expect((await get('/v3/{pid}/eip/bandwidths', 'limit=1')).page_info).toHaveLength(1)
  })

  test('Singapore sells one line only', async () => {
    const pools = async (region: string) =>
      column(
        (await cloud.call('GET', '/v3/{pid}/eip/publicip-pools/common-pools', { region })).body.common_pools,
        'name',
      )
    expect([await pools('cn-north-4'), await pools('ap-southeast-3')]).toEqual([['5_bgp', '5_sbgp'], ['5_bgp']])
  })
})

describe('key pairs', () => {
  test('the key service shows shared ones to all and private ones to their user', async () => {
    const names = async (as: string) =>
      (await get('/v3/{pid}/keypairs', '', as)).keypairs.map((row: { keypair: Row }) => row.keypair['name'])
    expect(await names('read')).toEqual(['keypair', 'KeyPair-ops', 'KeyPair-live'])
    expect(await names('spend')).toHaveLength(5)
  })

  test('Nova shows only those of the caller', async () => {
    expect((await get('/v2.1/{pid}/os-keypairs')).keypairs).toEqual([])
    expect((await get('/v2.1/{pid}/os-keypairs', '', 'spend')).keypairs).toHaveLength(5)
  })
})

test('a closed zone is listed as closed', async () => {
  const { availabilityZoneInfo: zones } = await get('/v2.1/{pid}/os-availability-zone')
  expect(zones.map((zone: { zoneState: Row }) => zone.zoneState['available'])).toEqual([true, true, false])
})

test('enterprise projects include the default one and a disabled one', async () => {
  const { enterprise_projects: rows, total_count: total } = await get('/v1.0/enterprise-projects')
  expect([total, rows[0].id, column(rows, 'status')]).toEqual([3, '0', [1, 1, 2]])
  expect((await get('/v1.0/enterprise-projects', 'status=1')).total_count).toBe(2)
})

test('the agency of the phone service and its rights can be looked up, and are missing in one account', async () => {
  const domainId = cloud.emulator.cloud.world.accounts[0]?.domainId
  const { agencies } = await get('/v3.0/OS-AGENCY/agencies', `domain_id=${domainId}&name=cph_admin_trust`)
  expect(agencies).toMatchObject([{ name: 'cph_admin_trust', trust_domain_name: 'op_svc_cph' }])
  const { roles } = await get(`/v3.0/OS-AGENCY/projects/${cloud.projectId()}/agencies/${agencies[0].id}/roles`)
  expect(column(roles, 'display_name')).toEqual(['VPC FullAccess'])
  expect((await get('/v3.0/OS-AGENCY/agencies', '', 'no-agency')).agencies).toEqual([])
})

test('projects are named after their regions', async () => {
  expect(column((await get('/v3/projects')).projects, 'name')).toEqual(['cn-north-4', 'cn-east-3', 'ap-southeast-3'])
  expect(column((await get('/v3/projects', 'name=cn-east-3')).projects, 'id')).toEqual([
    cloud.projectId('read', 'cn-east-3'),
  ])
})

test('a phone flavor that is off sale is listed as such', async () => {
  const { phone_models: models } = await get('/v1/{pid}/cloud-phone/phone-models', 'status=0')
  expect(column(models, 'phone_model_name')).toContain('kg1.cp.c150.d10GPSSD.e2v2.br150')
})

test('every flavor on sale has an image that fits it', async () => {
  const { phone_models: models } = await get('/v1/{pid}/cloud-phone/phone-models', 'status=1')
  const { phone_images: images } = await get('/v1/{pid}/cloud-phone/phone-images')
  const labels = new Set(column(images, 'image_label'))
  expect(models.filter((model: Row) => !labels.has(model['image_label']))).toEqual([])
})

test('jobs are found by the request that started them', async () => {
  const requestId = cloud.emulator.cloud.world.jobs[0]?.requestId
  const { jobs } = await get('/v1/{pid}/cloud-phone/jobs', `request_id=${requestId}`)
  expect(column(jobs, 'status')).toEqual([2, -1, 1])
  expect(await get('/v1/{pid}/cloud-phone/jobs')).toMatchObject({ error_code: 'CPS.0049' })
  expect(await get(`/v1/{pid}/cloud-phone/jobs/${'0'.repeat(32)}`)).toMatchObject({ error_code: 'CPS.0011' })
})
