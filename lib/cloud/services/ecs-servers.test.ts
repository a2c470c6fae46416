import { describe, expect, test } from 'vitest'

import { cannedCloud } from '../testing/canned-cloud.ts'
import { allEcsServers, blockDevices, listEcsServers, serverIdsPerCallMax, showEcsServer } from './ecs-servers.ts'

const documentedServer = {
  id: 'b37fd80e-ac67-4d02-b9f1-9891c9c0fabf',
  name: 'ecs-5e70',
  status: 'SHUTOFF',
  'OS-EXT-STS:vm_state': 'stopped',
  'OS-EXT-STS:task_state': null,
  'OS-EXT-STS:power_state': 4,
  flavor: { id: 's6.medium.2', name: 's6.medium.2', vcpus: '1', ram: '2048', disk: '0' },
  metadata: {
    charging_mode: '1',
    'metering.order_id': 'CS1808132145NRVRE',
    'metering.product_id': '00301-253164-0--0',
    'metering.resourcespeccode': 's6.medium.2.linux',
    os_type: 'Linux',
    image_name: 'CentOS 7.9',
    vpc_id: '164489f6-cbf7-45b4-b6d0-d407c48cf7fc',
  },
  'OS-EXT-AZ:availability_zone': 'cn-north-4a',
  created: '2018-08-13T13:46:09Z',
  updated: '2018-08-14T07:26:49Z',
  locked: false,
  fault: null,
  'os-extended-volumes:volumes_attached': [
    {
      id: '2edc879f-022e-4bd6-b079-95a27564d449',
      device: '/dev/vda',
      bootIndex: '0',
      delete_on_termination: 'false',
    },
  ],
  addresses: {
    '164489f6-cbf7-45b4-b6d0-d407c48cf7fc': [
      {
        version: '4',
        addr: '192.168.0.206',
        'OS-EXT-IPS:type': 'fixed',
        'OS-EXT-IPS-MAC:mac_addr': 'fa:16:3e:95:88:3f',
        'OS-EXT-IPS:port_id': '7b5d615c-186d-4646-9cb8-444addfe9b92',
      },
    ],
  },
  'os:scheduler_hints': {},
  host_status: 'UP',
  enterprise_project_id: '0',
  tags: [],
  security_groups: [{ id: '71846bf6-1cda-4515-8590-3707be295e76', name: 'default' }],
}

describe('servers', () => {
  test('the documented list reads in our words and is asked for by page number', async () => {
    const { cloud, asked } = await cannedCloud({ count: 1, servers: [documentedServer] })
    const { servers, total } = await listEcsServers(cloud, { status: 'SHUTOFF' })
    expect(total).toBe(1)
    expect(servers).toEqual([
      {
        id: 'b37fd80e-ac67-4d02-b9f1-9891c9c0fabf',
        name: 'ecs-5e70',
        status: 'SHUTOFF',
        task: undefined,
        vmState: 'stopped',
        powerState: 4,
        flavor: { id: 's6.medium.2', cpuCores: 1, memoryMib: 2048 },
        billing: 'prepaid',
        orderId: 'CS1808132145NRVRE',
        productId: '00301-253164-0--0',
        resourceSpec: 's6.medium.2.linux',
        isFrozen: false,
        isLocked: false,
        lockedByOrderId: undefined,
        fault: undefined,
        availabilityZone: 'cn-north-4a',
        addresses: [
          {
            address: '192.168.0.206',
            version: 4,
            isPublic: false,
            portId: '7b5d615c-186d-4646-9cb8-444addfe9b92',
            vpcId: '164489f6-cbf7-45b4-b6d0-d407c48cf7fc',
          },
        ],
        volumes: [{ id: '2edc879f-022e-4bd6-b079-95a27564d449', device: '/dev/vda', isSystem: true }],
        dedicatedHostId: undefined,
        osType: 'Linux',
        imageName: 'CentOS 7.9',
        imageId: undefined,
        vpcId: '164489f6-cbf7-45b4-b6d0-d407c48cf7fc',
        enterpriseProjectId: '0',
        tags: [],
        securityGroups: ['default'],
        createdAt: new Date('2018-08-13T13:46:09Z'),
        updatedAt: new Date('2018-08-14T07:26:49Z'),
      },
    ])
    expect(asked[0]).toMatchObject({
      path: '/v1/p-1/cloudservers/detail',
      query: 'status=SHUTOFF&not-tags=__type_baremetal&offset=1&limit=100',
    })
  })

  test('all servers are read page by page, also after a page that came short', async () => {
    const rows = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, i) => ({ id: `s${from + i}`, status: 'ACTIVE' }))
    const { cloud, asked } = await cannedCloud(
      { count: 250, servers: rows(0, 90) },
      { count: 250, servers: rows(100, 200) },
      { count: 250, servers: rows(200, 250) },
    )
    expect(await allEcsServers(cloud)).toHaveLength(240)
    expect(asked.map((each) => new URLSearchParams(each.query).get('offset'))).toEqual(['1', '2', '3'])
  })

  test('servers asked for by unknown ids are left out, though the cloud lists them as rows of nothing', async () => {
    const nothing = { id: 'gone', name: null, status: null, flavor: null, metadata: null, fault: { code: 404 } }
    const { cloud, asked } = await cannedCloud({ count: 2, servers: [documentedServer, nothing] })
    const { servers } = await listEcsServers(cloud, { serverIds: [documentedServer.id, 'gone'] })
    expect(servers.map(({ id }) => id)).toEqual([documentedServer.id])
    expect(asked[0]?.query).toContain(`server_id=${documentedServer.id}%2Cgone`)
    await expect(
      listEcsServers(cloud, { serverIds: Array.from({ length: serverIdsPerCallMax + 1 }, String) }),
    ).rejects.toThrow(RangeError)
  })

  test('ways of paying, frost, locks, faults and dedicated hosts are told', async () => {
    const of = (metadata: Record<string, string>, more = {}) => ({
      server: { ...documentedServer, metadata, ...more },
    })
    const { cloud, asked } = await cannedCloud(
      of({ charging_mode: '0', EcmResStatus: 'freeze', 'metering.image_id': 'i1' }),
      of({ charging_mode: '2', lockSource: 'ORDER', lockSourceId: 'CS1' }, { locked: true }),
      of(
        { charging_mode: '9' },
        {
          fault: { code: 500, message: 'no valid host' },
          'os:scheduler_hints': { tenancy: ['dedicated'], dedicated_host_id: ['h1'] },
          image: { id: 'i2' },
        },
      ),
    )
    expect(await showEcsServer(cloud, 's/1')).toMatchObject({ billing: 'pay_per_use', isFrozen: true, imageId: 'i1' })
    expect(await showEcsServer(cloud, 's1')).toMatchObject({ billing: 'spot', isLocked: true, lockedByOrderId: 'CS1' })
    expect(await showEcsServer(cloud, 's1')).toMatchObject({
      billing: 'unknown',
      fault: { code: '500', message: 'no valid host' },
      dedicatedHostId: 'h1',
      imageId: 'i2',
    })
    expect(asked[0]?.path).toBe('/v1/p-1/cloudservers/s%2F1')
  })

  test('the sizes of disks come from their own list', async () => {
    const { cloud } = await cannedCloud({
      attachableQuantity: { free_disk: 23 },
      volumeAttachments: [
        { id: 'v1', volumeId: 'v1', serverId: 's1', device: '/dev/vda', bootIndex: 0, size: 40 },
        { id: 'v2', volumeId: 'v2', serverId: 's1', device: '/dev/vdb', bootIndex: null, size: 100 },
      ],
    })
    expect(await blockDevices(cloud, 's1')).toEqual([
      { volumeId: 'v1', device: '/dev/vda', sizeGib: 40, isSystem: true },
      { volumeId: 'v2', device: '/dev/vdb', sizeGib: 100, isSystem: false },
    ])
  })
})
