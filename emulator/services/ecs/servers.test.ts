import { expect, test } from 'vitest'
import { serverNamed } from '../../testing/changes.ts'
import { startCloud } from '../../testing/start-cloud.ts'

const cloud = startCloud()
const get = async (path: string, query = '') => (await cloud.call('GET', path, { query, as: 'read' })).body
const list = (query: string) => get('/v1/{pid}/cloudservers/detail', query)
const names = (rows: { name: string }[]) => rows.map((row) => row.name)

test('the offset is a page number, and 0 and 1 are the first page', async () => {
  const all = await list('limit=1000')
  const first = await list('limit=5&offset=1')
  expect(names((await list('limit=5&offset=0')).servers)).toEqual(names(first.servers))
  expect(names((await list('limit=5&offset=2')).servers)).toEqual(names(all.servers).slice(5, 10))
  expect([first.count, first.servers.length]).toEqual([all.servers.length, 5])
  expect(names((await list(`limit=5&marker=${first.servers[4].id}`)).servers)).toEqual(names(all.servers).slice(5, 10))
})

test('names are patterns, and states include those on their way', async () => {
  expect(names((await list('name=^web-0.$')).servers)).toEqual(['web-01', 'web-02'])
  expect(names((await list('status=ERROR')).servers)).toEqual(['broken-01'])
  expect(names((await list('ip_eq=192.168.3.11')).servers)).toEqual(['web-01'])
  expect(names((await list('flavor=kc1.large.2')).servers)).toEqual(['arm-01'])
})

test('a server id overrides every other filter, and an unknown one is a row of nothing', async () => {
  const { id } = serverNamed(cloud, 'web-01')
  const { servers, count } = await list(`server_id=${id},nobody&name=db`)
  expect([count, servers[0].name, servers[1].id, servers[1].name]).toEqual([2, 'web-01', 'nobody', null])
})

test('ways of paying, locks, frost and hosts are told by their own marks', async () => {
  const rows = (await list('limit=100')).servers
  const of = (name: string) => rows.find((row: { name: string }) => row.name === name)
  expect(of('ecs-5e70')).toMatchObject({
    metadata: { charging_mode: '0' },
    status: 'SHUTOFF',
    'OS-EXT-STS:power_state': 4,
    flavor: { vcpus: '1', ram: '2048' },
  })
  expect(of('web-01').metadata).toMatchObject({
    charging_mode: '1',
    'metering.order_id': expect.stringMatching(/^CS/),
    'metering.resourcespeccode': 's6.large.2.linux',
  })
  expect(of('spot-01').metadata.charging_mode).toBe('2')
  expect(of('locked-01')).toMatchObject({ locked: true, metadata: { lockSource: 'ORDER' } })
  expect(of('frozen-01').metadata.EcmResStatus).toBe('freeze')
  expect(of('host-01')['os:scheduler_hints'].dedicated_host_id).toEqual(['459a2b9d-804a-4745-ab19-a113bb1b4ddc'])
  expect(of('broken-01').fault).toMatchObject({ code: 500 })
})

test('only the block devices say how large disks are', async () => {
  const { id } = serverNamed(cloud, 'db-01')
  const { server } = await get(`/v1/{pid}/cloudservers/${id}`)
  expect(server['os-extended-volumes:volumes_attached'][0]).not.toHaveProperty('size')
  const { volumeAttachments: disks } = await get(`/v1/{pid}/cloudservers/${id}/block_device`)
  expect(disks.map((disk: { size: number }) => disk.size)).toEqual([40, 500, 500])
})

test('the newer list pages by marker, counts nothing and writes numbers as numbers', async () => {
  const path = '/v1.1/{pid}/cloudservers/detail'
  const first = await get(path, 'limit=4&expect-fields=market_info')
  expect(first).not.toHaveProperty('count')
  expect(first.servers[1]).toMatchObject({
    flavor: { vcpus: 2, ram: 4096 },
    market_info: { charge_mode: 'prePaid', prepaid_info: { expired_time: expect.stringMatching(/Z$/) } },
  })
  expect(first.servers_links[0].href).toContain(`marker=${first.servers[3].id}`)
  expect(names((await get(path, 'charging_mode=spot')).servers)).toEqual(['spot-01'])
})

test('targets are told with what is off sale, in the words of the service', async () => {
  const { flavors } = await get(
    '/v1/{pid}/cloudservers/resize_flavors',
    `instance_uuid=${serverNamed(cloud, 'ecs-5e70').id}&sort_key=vcpus&sort_dir=desc`,
  )
  const of = (id: string) => flavors.find((row: { id: string }) => row.id === id)
  expect(flavors[0].id).toBe('c7.8xlarge.2')
  expect([of('s6.medium.2'), of('kc1.large.2'), of('c2.large')]).toEqual([undefined, undefined, undefined])
  expect(of('c7.4xlarge.2').extra_specs['cond:operation:status']).toBe('sellout')
  expect(of('m7.xlarge.8').extra_specs['cond:operation:az']).toBe('cn-north-4a(sellout)')
  expect(of('s6.large.2')).toMatchObject({ vcpus: '2', ram: 4096 })
  expect((await get('/v1/{pid}/cloudservers/resize_flavors')).error.code).toBe('Ecs.0005')
})

test('flavors of a zone are those that can be used there, under another member', async () => {
  const { flavors } = await get('/v1/{pid}/cloudservers/flavors', 'availability_zone=cn-north-4a')
  expect(flavors.map((row: { id: string }) => row.id)).not.toContain('m7.xlarge.8')
  expect(flavors[0]).toHaveProperty('os_extra_specs')
})

test('limits count what is there, and an unknown job is a bad request', async () => {
  const { absolute } = await get('/v1/{pid}/cloudservers/limits')
  expect(absolute.totalInstancesUsed).toBe((await list('')).count)
  expect(await cloud.call('GET', '/v1/{pid}/jobs/nothing')).toMatchObject({
    status: 400,
    body: { error: { code: 'Common.0011' } },
  })
})
