import { describe, expect, test } from 'vitest'

import { cannedCloud } from '../testing/canned-cloud.ts'
import { listImages, listPhoneImages, listPhoneModels, listServerModels } from './cph-catalog.ts'
import { listJobs, showJob } from './cph-jobs.ts'
import { listPhones } from './cph-phones.ts'
import { allServers, listServers, showServer } from './cph-servers.ts'

const documentedServer = {
  server_id: '4aff349ab539452a85ac5d7442b39377',
  server_name: 'live-farm-0001',
  status: 5,
  server_model_name: 'physical.rx1.xlarge',
  phone_model_name: 'rx1.cp.c105.d6.e5v5',
  keypair_name: 'KeyPair-ops',
  availability_zone: 'cn-east-3a',
  vpc_id: '9a11e291-967f-4dd6-99bd-9be54f10583c',
  vpc_cidr: '192.168.0.0/16',
  cidr: '192.168.0.0/16',
  subnet_id: 'c7f9983d-03ca-4a2e-a0e1-d6bd97174669',
  subnet_cidr: '192.168.0.0/24',
  addresses: [
    {
      server_ip: '192.168.0.62',
      public_ip: '203.0.113.190',
      intranet_ip: '192.168.0.62',
      access_ip: '203.0.113.190',
    },
  ],
  resource_project_id: '06a5b529fa80d28b2f53c014024bed44',
  metadata: { order_id: 'CS2601151030A7K2Q', product_id: '00301-221014-0--0', charging_mode: 0 },
  network_version: 'v2',
  enterprise_project_id: '0',
  create_time: '2026-01-15T02:30:40Z',
  update_time: '2026-01-15T02:52:10Z',
}

describe('servers', () => {
  test('the documented list reads in our words', async () => {
    const { cloud, asked } = await cannedCloud({ request_id: 'r', count: 1, servers: [documentedServer] })
    const since = new Date('2026-01-15T02:20:40Z')
    const { servers, total } = await listServers(cloud, { serverName: 'cp-ab', createdSince: since, limit: 10 })
    expect(total).toBe(1)
    expect(servers).toEqual([
      {
        id: '4aff349ab539452a85ac5d7442b39377',
        name: 'live-farm-0001',
        status: 5,
        serverModel: 'physical.rx1.xlarge',
        phoneModel: 'rx1.cp.c105.d6.e5v5',
        keypair: 'KeyPair-ops',
        availabilityZone: 'cn-east-3a',
        vpcId: '9a11e291-967f-4dd6-99bd-9be54f10583c',
        subnetId: 'c7f9983d-03ca-4a2e-a0e1-d6bd97174669',
        addresses: [{ serverIp: '192.168.0.62', publicIp: '203.0.113.190' }],
        orderId: 'CS2601151030A7K2Q',
        productId: '00301-221014-0--0',
        enterpriseProjectId: '0',
        networkVersion: 'v2',
        createdAt: new Date('2026-01-15T02:30:40Z'),
        updatedAt: new Date('2026-01-15T02:52:10Z'),
      },
    ])
    expect(asked[0]).toMatchObject({
      path: '/v1/p-1/cloud-phone/servers',
      query: 'offset=0&limit=10&server_name=cp-ab&create_since=1768443640',
    })
  })

  test('all servers are read page by page, each once, though the list moves', async () => {
    const rows = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, i) => ({ server_id: `s${from + i}`, status: 5 }))
    const { cloud, asked } = await cannedCloud(
      { count: 150, servers: rows(0, 100) },
      { count: 151, servers: rows(99, 149) },
      { count: 151, servers: rows(149, 150) },
    )
    const servers = await allServers(cloud)
    expect(servers.map((server) => server.id)).toEqual(rows(0, 150).map((row) => row.server_id))
    expect(asked.map((each) => each.query)).toEqual([
      'offset=0&limit=100',
      'offset=100&limit=100',
      'offset=150&limit=100',
    ])
  })

  test('a list that does not end, or is none, is an error and never an empty list', async () => {
    const endless = await cannedCloud({ count: 1e9, servers: [{ server_id: 's', status: 5 }] })
    await expect(allServers(endless.cloud)).rejects.toMatchObject({ code: 'client.unreadable' })
    const none = await cannedCloud({ count: 0 })
    await expect(allServers(none.cloud)).rejects.toMatchObject({ code: 'client.unreadable' })
  })

  test('the detail adds bandwidths and disks, and tolerates what is missing', async () => {
    const { cloud } = await cannedCloud({
      server_id: 's1',
      status: 2,
      band_widths: [
        { band_width_id: 'b', band_width_size: 300, band_width_charge_mode: 1, create_time: '2020-01-01 10:00:00' },
      ],
      volumes: [{ volume_id: 'v', volume_size: 100, volume_type: 'GPSSD' }],
    })
    expect(await showServer(cloud, 's1')).toMatchObject({
      id: 's1',
      name: '',
      status: 2,
      orderId: undefined,
      addresses: [],
      bandwidths: [{ id: 'b', sizeMbit: 300, chargeMode: 1, shareType: undefined }],
      volumes: [{ id: 'v', sizeGib: 100, kind: 'GPSSD' }],
      securityGroups: [],
    })
  })
})

test('phones read with their server and state', async () => {
  const { cloud, asked } = await cannedCloud({
    count: 1,
    phones: [{ phone_id: 'ph', phone_name: 'a-00001', server_id: 's1', status: -8, imei: 863010, has_encrypt: false }],
  })
  const { phones } = await listPhones(cloud, { serverId: 's1' })
  expect(phones).toMatchObject([{ id: 'ph', name: 'a-00001', serverId: 's1', status: -8, isEncrypted: false }])
  expect(asked[0]?.query).toBe('offset=0&limit=200&server_id=s1')
})

describe('the catalogue', () => {
  test('phone models are read until a short page, since the cloud tells no total', async () => {
    const row = (i: number) => ({ phone_model_name: `m${i}`, server_model_name: 'physical.x', status: 1 })
    const { cloud, asked } = await cannedCloud(
      { phone_models: Array.from({ length: 100 }, (_, i) => row(i)) },
      { phone_models: [row(100)] },
    )
    expect(await listPhoneModels(cloud, { status: 1 })).toHaveLength(101)
    expect(asked.map((each) => each.query)).toEqual(['offset=0&limit=100&status=1', 'offset=100&limit=100&status=1'])
  })

  test('a model without a version is of the first generation; an offline one is not on sale', async () => {
    const { cloud } = await cannedCloud({
      phone_models: [
        {
          server_model_name: 'physical.rx1.xlarge',
          phone_model_name: 'rx1.cp.c60.d10.e1v1',
          status: 0,
          cpu: 2,
          memory: 3584,
          disk: 10,
          phone_capacity: 60,
          resolution: '720x1280',
          image_label: 'cloud_phone',
          extend_spec: '{"eip_count":1,"vip_count":2}',
        },
        { phone_model_name: 'rs2.plus', phone_model_version: 1, status: 1, extend_spec: 'not json' },
      ],
    })
    expect(await listPhoneModels(cloud)).toMatchObject([
      { generation: 1, isOnSale: false, phonesPerServer: 60, memoryMib: 3584, eipCount: 1, vipCount: 2 },
      { generation: 2, isOnSale: true, phonesPerServer: undefined, eipCount: undefined },
    ])
  })

  test('server models and images read in our words', async () => {
    const models = await cannedCloud({
      server_models: [
        {
          server_model_name: 'physical.rx1.xlarge',
          server_type: 'Hi1616',
          cpu: 64.0,
          memory: 256,
          product_type: 0,
          disk_max_num: 0,
        },
      ],
    })
    expect(await listServerModels(models.cloud, { productType: 0 })).toMatchObject([
      { name: 'physical.rx1.xlarge', hardware: 'Hi1616', cpuCores: 64, memoryGib: 256, disksMax: 0 },
    ])
    const images = await cannedCloud({
      phone_images: [
        {
          image_id: '20060220200717f201120a2300000e91',
          image_name: 'AOSP7',
          os_name: 'AOSP7.1.1',
          is_public: 1,
          image_label: 'cloud_phone_1620',
        },
      ],
    })
    expect(await listPhoneImages(images.cloud, { kind: 'public' })).toMatchObject([
      { id: '20060220200717f201120a2300000e91', isPublic: true, label: 'cloud_phone_1620', canEncrypt: false },
    ])
    const own = await cannedCloud({ total: 1, image_infos: [{ image_id: 'i', image_name: 'mine', status: 1 }] })
    expect(await listImages(own.cloud, { kind: 'private' })).toMatchObject([{ id: 'i', name: 'mine', status: 1 }])
  })
})

describe('jobs', () => {
  test('a running job has no end and no error; a failed one carries its own code', async () => {
    const running = {
      request_id: '2676a3b4f7df49c297c6775989806d32',
      job_id: '3e5f7a9b1c2d4e6f8091a2b3c4d5e6f7',
      server_id: '2f6a9c0d4e8b4b7aa1c3d5e7f9012345',
      begin_time: '2026-01-15T03:00:00Z',
      end_time: null,
      status: 1,
      error_code: null,
      error_msg: null,
      execute_msg: null,
      phone_id: null,
    }
    const { cloud } = await cannedCloud(running, {
      ...running,
      status: -1,
      error_code: 'CPS.0092',
      error_msg: 'failed',
    })
    expect(await showJob(cloud, running.job_id)).toMatchObject({ state: 'running', endedAt: undefined })
    expect(await showJob(cloud, running.job_id)).toMatchObject({ state: 'failed', errorCode: 'CPS.0092' })
  })

  test('a list skips rows that began no job, and an unheard-of state is not guessed at', async () => {
    const { cloud, asked } = await cannedCloud({
      jobs: [{ job_id: 'j1', status: 2, error_code: '' }, { error_code: 'CPS.0005' }, { job_id: 'j2', status: 7 }],
    })
    const jobs = await listJobs(cloud, ['r1', 'r2'])
    expect(jobs.map(({ id, state }) => [id, state])).toEqual([
      ['j1', 'succeeded'],
      ['j2', 'unknown'],
    ])
    expect(asked[0]?.query).toBe('request_ids=r1%2Cr2&offset=0&limit=100')
    await expect(listJobs(cloud, Array.from({ length: 21 }, String))).rejects.toThrow(RangeError)
  })
})
