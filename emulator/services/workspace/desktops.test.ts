import { expect, test } from 'vitest'
import { desktopNamed } from '../../testing/changes.ts'
import { startCloud } from '../../testing/start-cloud.ts'

const cloud = startCloud()
const get = async (path: string, query = '') =>
  (await cloud.call('GET', `/v2/{pid}/${path}`, { query, as: 'read' })).body
const names = (rows: { computer_name: string }[]) => rows.map((row) => row.computer_name)

test('offsets count records, and the slim list has neither product nor disks', async () => {
  const all = await get('desktops')
  const page = await get('desktops', 'limit=3&offset=2')
  expect(names(page.desktops)).toEqual(names(all.desktops).slice(2, 5))
  expect(page.total_count).toBe(all.desktops.length)
  expect(all.desktops[0]).not.toHaveProperty('product')
})

test('the documented desktop has its product, its disks and its billing mode', async () => {
  const { desktop } = await get('desktops/21616aa6-061d-4b2f-bd83-b230d7a9a14c')
  expect(desktop).toMatchObject({
    computer_name: 'CHENMIN01',
    product_id: 'workspace.k.large2.uosv20pro',
    product: { cpu: '2', memory: '4096', charge_mode: '0' },
    root_volume: { size: 90, volume_id: '91b9457c-ef61-4058-9e82-c86b35f15934' },
    metadata: { os_type: 'Linux' },
    order_id: expect.stringMatching(/^CS/),
  })
  expect(desktop.root_volume.id).not.toBe(desktop.root_volume.volume_id)
})

test('details are filtered and sorted by the service', async () => {
  expect(
    (await get('desktops/detail', 'charge_mode=1&limit=500')).desktops.every(
      (row: { product: { charge_mode: string } }) => row.product.charge_mode === '1',
    ),
  ).toBe(true)
  expect(names((await get('desktops/detail', 'status=HIBERNATED')).desktops)).toEqual(['DESIGN-03'])
  expect(
    names((await get('desktops/detail', 'computer_name=design-0&sort_field=computer_name&sort_type=DESC')).desktops),
  ).toEqual(['DESIGN-04', 'DESIGN-03', 'DESIGN-02', 'DESIGN-01'])
  const [one, two] = ['DESIGN-01', 'TRIAL-01'].map((name) => desktopNamed(cloud, name).id)
  expect((await get('desktops/detail', `desktop_id=${one}&desktop_id=${two}`)).total_count).toBe(2)
  expect(names((await get('desktops', 'desktop_type=POOLED')).desktops)).toEqual(['CALL-01', 'CALL-02'])
})

test('details are at most five hundred a page', async () => {
  expect((await get('desktops/detail', 'limit=501')).error_code).toBe('WKS.00211102')
  expect((await get('desktops', 'limit=1000')).total_count).toBeGreaterThan(20)
})

test('products of a product are what it can be changed to, those off sale included', async () => {
  const targets = async (mode: string) =>
    (await get('products', `product_id=workspace.x86.ultimate.xlarge2&charge_mode=${mode}`)).products
  const rows = await targets('0')
  const ids = rows.map((row: { product_id: string }) => row.product_id.split('.').at(-1))
  expect(ids).toEqual(['xlarge4', '2xlarge2', '2xlarge4', 'xlarge3'])
  expect(rows.map((row: { status: string }) => row.status)).toEqual(['normal', 'sellout', 'normal', 'abandon'])
  expect((await targets('1')).length).toBeGreaterThan(ids.length)
})

test('a zone can be out of a product that others sell', async () => {
  const { availability_zones: zones } = await get('availability-zones')
  expect(zones[1].sold_out.products).toEqual(['workspace.x86.ultimate.2xlarge4'])
  const { products } = await get('products', 'availability_zone=cn-north-4b&status=sellout&charge_mode=0')
  expect(products.map((row: { product_id: string }) => row.product_id)).toContain('workspace.x86.ultimate.2xlarge4')
})

test('hosts, pools, disks, quotas and the state of the service can be looked up', async () => {
  expect((await get('hosts')).total).toBe(2)
  expect((await get('desktop-pools')).desktop_pools[0]).toMatchObject({ name: 'call-centre', desktop_count: 2 })
  expect((await get('volume/products', 'volume_type=SSD')).volumes).toHaveLength(1)
  expect((await get('quotas')).quotas.resources[0]).toMatchObject({ type: 'general_instances' })
  expect((await get('workspaces')).status).toBe('SUBSCRIBED')
  expect((await get('workspace-sub-jobs')).error_code).toBe('WKS.00211102')
})

test('an account that never opened the service is refused everything but its state', async () => {
  const state = await cloud.call('GET', '/v2/{pid}/workspaces', { as: 'no-agency' })
  expect(state.body.status).toBe('CLOSED')
  const list = await cloud.call('GET', '/v2/{pid}/desktops', { as: 'no-agency' })
  expect([list.status, list.body.error_code]).toEqual([403, 'WKS.00010099'])
})
