import { describe, expect, test } from 'vitest'

import { cannedCloud } from '../testing/canned-cloud.ts'
import { allHosts, listHostDesktops } from './workspace-hosts.ts'
import { inquireExtendVolume, inquireResize } from './workspace-prices.ts'
import { allProducts, listProducts, listVolumeProducts } from './workspace-products.ts'
import { listDesktopZones, productSale } from './workspace-zones.ts'

const documentedProduct = {
  product_id: 'workspace.x86.ultimate.xlarge2',
  flavor_id: 's6.xlarge.2',
  type: 'BASE',
  package_type: 'ultimate',
  architecture: 'x86',
  cpu: '4',
  memory: '8192',
  is_gpu: false,
  system_disk_type: 'SAS',
  system_disk_size: '80',
  charge_mode: '0',
  contain_data_disk: false,
  resource_type: 'hws.resource.type.workspace.desktop',
  cloud_service_type: 'hws.service.type.vdi',
  volume_product_type: 'workspace',
  status: 'normal',
  descriptions: 'ultimate|4 vCPU|8 GB',
}

describe('products', () => {
  test('the documented question asks what a product can be changed to', async () => {
    const { cloud, asked } = await cannedCloud({ products: [documentedProduct], total_count: 1 })
    const { products } = await listProducts(cloud, { resizeFrom: 'workspace.x86.ultimate.large2', billing: 'prepaid' })
    expect(products).toEqual([
      {
        id: 'workspace.x86.ultimate.xlarge2',
        flavorId: 's6.xlarge.2',
        packageType: 'ultimate',
        architecture: 'x86',
        cpuCores: 4,
        memoryMib: 8192,
        isGpu: false,
        gpu: undefined,
        systemDiskKind: 'SAS',
        systemDiskGib: 80,
        billing: 'prepaid',
        status: 'normal',
        description: 'ultimate|4 vCPU|8 GB',
        resourceType: 'hws.resource.type.workspace.desktop',
        serviceType: 'hws.service.type.vdi',
        hostDesktopsDefault: undefined,
        hostDesktopsMax: undefined,
        subProductIds: [],
      },
    ])
    expect(asked[0]).toMatchObject({
      path: '/v2/p-1/products',
      query: 'product_id=workspace.x86.ultimate.large2&charge_mode=0&offset=0&limit=100',
    })
  })

  test('a product that is sold both ways is kept for each; a single one may come without its list', async () => {
    const both = await cannedCloud({
      products: [documentedProduct, { ...documentedProduct, charge_mode: '1' }],
      total_count: 2,
    })
    expect((await allProducts(both.cloud)).map(({ billing }) => billing)).toEqual(['prepaid', 'pay_per_use'])
    const host = { product_id: 'h', default_desktop_num: 5, max_apply_desktop_num: 40, sub_product_list: ['lite'] }
    const single = await cannedCloud({ products: host })
    expect(await allProducts(single.cloud)).toMatchObject([
      { id: 'h', status: 'normal', hostDesktopsDefault: 5, hostDesktopsMax: 40, subProductIds: ['lite'] },
    ])
  })

  test('disks are named in both languages', async () => {
    const { cloud, asked } = await cannedCloud({
      volumes: [
        {
          resource_spec_code: 'workspace.volume.sas',
          volume_type: 'SAS',
          volume_product_type: 'workspace',
          name: [{ language: 'en_us', value: 'High I/O' }],
          status: 'normal',
        },
        { volume_type: 'SSD', status: 'sellout' },
      ],
    })
    expect(await listVolumeProducts(cloud, { kinds: ['SAS', 'SSD'] })).toMatchObject([
      { kind: 'SAS', specCode: 'workspace.volume.sas', isSoldOut: false, names: { en_us: 'High I/O' } },
      { kind: 'SSD', isSoldOut: true, names: {} },
    ])
    expect(asked[0]?.query).toBe('volume_type=SAS%2CSSD')
  })

  test('a product can be had where neither it nor its zone has run out', async () => {
    const { cloud } = await cannedCloud({
      availability_zones: [
        { availability_zone: 'a', display_name: 'AZ1', product_ids: [], default_availability_zone: true },
        { availability_zone: 'b', sold_out: { products: ['p'] }, product_ids: ['p', 'q'] },
      ],
      total_count: 2,
    })
    const [a, b] = await listDesktopZones(cloud)
    expect(a).toEqual({ id: 'a', name: 'AZ1', isDefault: true, soldOutProductIds: [], productIds: [] })
    expect(productSale({ id: 'p', status: 'normal' }, a)).toBe('on_sale')
    expect(productSale({ id: 'p', status: 'normal' }, b)).toBe('sold_out')
    expect(productSale({ id: 'r', status: 'normal' }, b)).toBe('not_offered')
    expect(productSale({ id: 'q', status: 'abandon' }, b)).toBe('withdrawn')
    expect(productSale({ id: 'q', status: 'sellout' }, undefined)).toBe('sold_out')
    expect(productSale({ id: 'q', status: 'obt' }, b)).toBe('unknown')
  })
})

test('the documented exclusive host reads with its desktops; its list ends by `total`', async () => {
  const { cloud, asked } = await cannedCloud(
    {
      dedicated_hosts: [
        {
          dedicated_host_id: '5e296a59-7128-403e-a9c6-50bb82f67525',
          name: 'wdh-01',
          state: 'available',
          auto_placement: 'on',
          availability_zone: 'cn-north-4a',
          product_id: 'workspacehost.k.large4',
          order_id: 'CS2108102036B2CAI',
          available_vcpus: 71,
          available_memory: 335360,
          instance_total: 1,
          instance_uuids: ['d1'],
          host_properties: { vcpus: 72, cores: 12, sockets: 2, memory: 335872, host_type: 'general' },
        },
      ],
      total: 1,
    },
    { servers: [{ desktop_id: 'd1', computer_name: 'LITE-1', desktop_product_id: 'lite', status: 'ACTIVE', vcpu: 1 }] },
  )
  const [host] = await allHosts(cloud, { state: 'available' })
  expect(host).toMatchObject({
    id: '5e296a59-7128-403e-a9c6-50bb82f67525',
    productId: 'workspacehost.k.large4',
    orderId: 'CS2108102036B2CAI',
    vcpus: 72,
    memoryMib: 335872,
    freeVcpus: 71,
    desktopCount: 1,
    desktopIds: ['d1'],
    isAutoPlaced: true,
  })
  expect(await listHostDesktops(cloud, 'h/1')).toMatchObject([{ id: 'd1', name: 'LITE-1', productId: 'lite' }])
  expect(asked.map(({ path }) => path)).toEqual(['/v2/p-1/hosts', '/v2/p-1/hosts/h%2F1/servers'])
})

describe('prices of changes', () => {
  const rating = {
    currency: 'CNY',
    official_website_rating_result: { official_website_amount: 120.5, amount: 120.5, measure_id: 1 },
    optional_discount_rating_results: [{ discount_name: 'Contract', best_offer: 1, amount: '100.255' }],
  }

  test('going up is a price with its best offer', async () => {
    const { cloud, asked } = await cannedCloud({ is_upgrade: true, batch_inquiry_rsp_when_upgrade: rating })
    expect(await inquireResize(cloud, { desktopIds: ['d1'], productId: 'p' })).toEqual({
      amountMinor: 10_026,
      officialAmountMinor: 12_050,
      currency: 'CNY',
      discountName: 'Contract',
    })
    expect(asked[0]).toMatchObject({ method: 'POST', path: '/v2/p-1/desktop-pool/periodic/inquiry/resize' })
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual({ desktop_ids: ['d1'], product_id: 'p', mode: 'STOP_DESKTOP' })
  })

  test('going down is money given back, whichever its sign', async () => {
    const down = (amount: number) => ({
      is_upgrade: false,
      batch_inquiry_rsp_when_downgrade: { ret_code: '0', amount, original_amount: 60, currency: 'CNY' },
    })
    const { cloud } = await cannedCloud(down(50), down(-50))
    const change = { desktopIds: ['d1'], productId: 'p' }
    const refund = { amountMinor: -5_000, officialAmountMinor: -6_000, currency: 'CNY', discountName: undefined }
    expect(await inquireResize(cloud, change)).toEqual(refund)
    expect(await inquireResize(cloud, change)).toEqual(refund)
  })

  test('an answer without an amount is unreadable, never nought', async () => {
    const { cloud } = await cannedCloud(
      { is_upgrade: true },
      { is_upgrade: false, batch_inquiry_rsp_when_downgrade: {} },
      {},
    )
    const change = { desktopIds: ['d1'], productId: 'p' }
    await expect(inquireResize(cloud, change)).rejects.toMatchObject({ code: 'client.unreadable' })
    await expect(inquireResize(cloud, change)).rejects.toMatchObject({ code: 'client.unreadable' })
    const grow = { desktopIds: ['d1'], poolDiskId: 'v', newSizeGib: 120 }
    await expect(inquireExtendVolume(cloud, grow)).rejects.toMatchObject({ code: 'client.unreadable' })
  })

  test('a larger disk is asked for with its new size, for 1 to 100 desktops', async () => {
    const { cloud, asked } = await cannedCloud(rating)
    const grow = { poolDiskId: 'v', newSizeGib: 120 }
    expect(await inquireExtendVolume(cloud, { ...grow, desktopIds: ['d1'] })).toMatchObject({ amountMinor: 10_026 })
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual({
      desktop_ids: ['d1'],
      desktop_pool_disk_id: 'v',
      new_size: 120,
    })
    await expect(inquireExtendVolume(cloud, { ...grow, desktopIds: [] })).rejects.toThrow(RangeError)
  })
})
