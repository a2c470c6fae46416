import { describe, expect, test } from 'vitest'

import { cannedCloud } from '../testing/canned-cloud.ts'
import { allDesktops, desktopIdsPerCallMax, listDesktops, showDesktop } from './workspace-desktops.ts'

const documentedDesktop = {
  desktop_id: '21616aa6-061d-4b2f-bd83-b230d7a9a14c',
  computer_name: 'CHENMIN01',
  status: 'ACTIVE',
  task_status: '',
  process: null,
  desktop_type: 'DEDICATED',
  availability_zone: 'cn-north-5a',
  product_id: 'workspace.k.large2.uosv20pro',
  product: {
    product_id: 'workspace.k.large2.uosv20pro',
    flavor_id: 'rs3.large.2',
    type: 'BASE',
    cpu: '2',
    memory: '4096',
    charge_mode: '0',
    package_type: 'enterprise',
  },
  order_id: 'CS2201211457G0PUY',
  login_status: 'REGISTERED',
  user_name: 'chenmin',
  created: '2022-01-21T06:57:47.459Z',
  root_volume: {
    type: 'SAS',
    size: 90,
    device: '/dev/vda',
    id: 'e4406c227a8711ecaf56fa163ed8e03f',
    volume_id: '91b9457c-ef61-4058-9e82-c86b35f15934',
    display_name: 'workspace002',
  },
  data_volumes: [
    {
      type: 'SATA',
      size: 10,
      device: '/dev/vdc',
      id: 'fd4597cb80b311ecaf56fa163ed8e03f',
      volume_id: '230432f1-44a4-47a1-862e-cd0b65c04bd1',
    },
  ],
  metadata: {
    os_type: 'Linux',
    os_bit: '64',
    image_name: 'copy_uos-hjg1',
    charging_mode: '0',
    'metering.resourcespeccode': 'rs3.large.2.linux',
  },
  tags: [],
}

describe('desktops', () => {
  test('the documented desktop reads in our words, with the disk ids that changes want', async () => {
    const { cloud, asked } = await cannedCloud({ desktops: [documentedDesktop], total_count: 1 })
    const { desktops, total } = await listDesktops(cloud, { billing: 'prepaid', limit: 500 })
    expect(total).toBe(1)
    expect(desktops[0]).toMatchObject({
      id: '21616aa6-061d-4b2f-bd83-b230d7a9a14c',
      name: 'CHENMIN01',
      status: 'ACTIVE',
      task: undefined,
      progress: undefined,
      billing: 'prepaid',
      isBillingConfirmed: true,
      orderId: 'CS2201211457G0PUY',
      hourPackage: undefined,
      productId: 'workspace.k.large2.uosv20pro',
      product: { flavorId: 'rs3.large.2', cpuCores: 2, memoryMib: 4096, packageType: 'enterprise' },
      rootVolume: {
        volumeId: '91b9457c-ef61-4058-9e82-c86b35f15934',
        recordId: 'e4406c227a8711ecaf56fa163ed8e03f',
        sizeGib: 90,
        kind: 'SAS',
      },
      dataVolumes: [{ volumeId: '230432f1-44a4-47a1-862e-cd0b65c04bd1', sizeGib: 10, device: '/dev/vdc' }],
      isPooled: false,
      users: ['chenmin'],
      osType: 'Linux',
      imageName: 'copy_uos-hjg1',
      createdAt: new Date('2022-01-21T06:57:47.459Z'),
    })
    expect(asked[0]).toMatchObject({
      path: '/v2/p-1/desktops/detail',
      query: 'charge_mode=0&offset=0&limit=500',
    })
  })

  test('filters repeat ids, join pools, and sort as asked', async () => {
    const { cloud, asked } = await cannedCloud({ desktops: [], total_count: 0 })
    await listDesktops(cloud, {
      desktopIds: ['a', 'b'],
      poolIds: ['p', 'q'],
      sort: { by: 'created', isDescending: true },
    })
    expect(asked[0]?.query).toBe(
      'pool_id=p%2Cq&desktop_id=a&desktop_id=b&sort_field=created&sort_type=DESC&offset=0&limit=100',
    )
    await expect(
      listDesktops(cloud, { desktopIds: Array.from({ length: desktopIdsPerCallMax + 1 }, String) }),
    ).rejects.toThrow(RangeError)
    expect(asked).toHaveLength(1)
  })

  test('the product says how a desktop is paid, and the order only confirms it', async () => {
    const of = (charge_mode: string | undefined, order_id: string | undefined) => ({
      desktop_id: `${charge_mode}${order_id}`,
      product: { product_id: 'p', charge_mode },
      order_id,
      metadata: { charging_mode: '1' },
    })
    const rows = [of('0', 'CS1'), of('0', ''), of('1', undefined), of('1', 'CS1'), of('2', 'CS1')]
    const { cloud } = await cannedCloud({ desktops: [...rows, { desktop_id: 'x', order_id: 'CS1' }] })
    const { desktops } = await listDesktops(cloud)
    expect(desktops.map(({ billing, isBillingConfirmed }) => [billing, isBillingConfirmed])).toEqual([
      ['prepaid', true],
      ['prepaid', false],
      ['pay_per_use', true],
      ['pay_per_use', false],
      ['unknown', false],
      ['unknown', false],
    ])
  })

  test('all desktops are read by record offset, a hundred at a time', async () => {
    const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => ({ desktop_id: from + i }))
    const { cloud, asked } = await cannedCloud(
      { desktops: rows(0, 100), total_count: 130 },
      { desktops: rows(100, 130), total_count: 130 },
    )
    expect(await allDesktops(cloud)).toHaveLength(130)
    expect(asked.map((each) => each.query)).toEqual(['offset=0&limit=100', 'offset=100&limit=100'])
  })

  test('more than twenty thousand desktops are still read whole', async () => {
    const pages = Array.from({ length: 201 }, (_, page) => ({
      desktops: Array.from({ length: 100 }, (__, i) => ({ desktop_id: page * 100 + i })),
      total_count: 20_100,
    }))
    const { cloud } = await cannedCloud(...pages)
    expect(await allDesktops(cloud)).toHaveLength(20_100)
  })

  test('one desktop may come in a list; what is busy, pooled or paid by hours is told', async () => {
    const busy = {
      desktop_id: 'd1',
      status: 'shutoff',
      task_status: 'resize_migrating',
      process: 40,
      desktop_type: 'POOLED',
      hour_package_info: { use_up_policy: 'PAY_PER_USE', package_duration: 120, use_duration: 7 },
      data_volumes: [{ device: '/dev/vdc' }, { device: '/dev/vdb' }],
      attach_user_infos: [{ user_name: 'a' }, { user_name: 'b' }],
      user_name: 'a',
      addresses: [{ addr: '10.0.0.1', version: 4 }],
      ip_addresses: ['10.0.0.1'],
    }
    const { cloud, asked } = await cannedCloud({ desktop: [busy] }, { desktop: { ...busy, desktop_type: 'DEDICATED' } })
    expect(await showDesktop(cloud, 'd1')).toMatchObject({
      status: 'SHUTOFF',
      task: 'resize_migrating',
      progress: 40,
      isPooled: true,
      hourPackage: { useUpPolicy: 'PAY_PER_USE', duration: 120, used: 7 },
      dataVolumes: [{ device: '/dev/vdb' }, { device: '/dev/vdc' }],
      users: ['a', 'b'],
      addresses: ['10.0.0.1'],
      rootVolume: undefined,
    })
    expect(await showDesktop(cloud, 'd1')).toMatchObject({ isPooled: false })
    expect(asked[0]?.path).toBe('/v2/p-1/desktops/d1')
  })

  test('addresses are read by network too, and an empty status is a desktop on its way out', async () => {
    const { cloud } = await cannedCloud({
      desktop: { desktop_id: 'd1', status: '', addresses: { net: [{ addr: '10.0.0.1' }, { addr: '10.0.0.2' }] } },
    })
    expect(await showDesktop(cloud, 'd1')).toMatchObject({ status: '', addresses: ['10.0.0.1', '10.0.0.2'] })
  })
})
