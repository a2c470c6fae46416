import { expect, test } from 'vitest'

import { cannedCloud } from '../testing/canned-cloud.ts'
import { findFlavor, flavorStatus, resizeFlavors } from './ecs-flavors.ts'

const documentedFlavor = {
  id: 's6.large.2',
  name: 's6.large.2',
  vcpus: '2',
  ram: 4096,
  disk: '0',
  swap: '',
  'OS-FLV-DISABLED:disabled': false,
  rxtx_quota: null,
  'os-flavor-access:is_public': true,
  links: [],
  extra_specs: {
    'ecs:virtualization_env_types': 'CloudCompute',
    'ecs:generation': 's6',
    'ecs:performancetype': 'normal',
    resource_type: 'IOoptimizedS6_2',
    'cond:operation:status': 'normal',
    'cond:operation:az': 'cn-north-4b(sellout)',
  },
}

test('the documented target is on sale but in the zone that has run out', async () => {
  const { cloud, asked } = await cannedCloud({ flavors: [documentedFlavor] })
  const [flavor] = await resizeFlavors(cloud, 'b37fd80e')
  expect(flavor).toMatchObject({
    id: 's6.large.2',
    cpuCores: 2,
    memoryMib: 4096,
    architecture: 'x86_64',
    virtualization: 'CloudCompute',
    isSoldPrepaid: true,
    isSoldPayPerUse: true,
    canSetThreads: false,
    zoneStatuses: { 'cn-north-4b': 'sellout' },
  })
  expect(flavor && [flavorStatus(flavor, 'cn-north-4a'), flavorStatus(flavor, 'cn-north-4b')]).toEqual([
    'normal',
    'sellout',
  ])
  expect(flavor && flavorStatus(flavor, undefined)).toBe('normal')
  expect(asked[0]).toMatchObject({
    path: '/v1/p-1/cloudservers/resize_flavors',
    query: 'instance_uuid=b37fd80e&limit=200',
  })
})

test('a zone can sell what its region does not, and one way of paying can be left out', async () => {
  const { cloud } = await cannedCloud({
    flavors: [
      {
        id: 'c7.large.2',
        extra_specs: {
          'cond:operation:charge': 'period',
          'cond:operation:status': 'abandon',
          'cond:operation:az': 'az0(normal), az1(obt)',
          'hw:cpu_policy': 'dedicated',
          'hw:cpu_threads': '2',
          'ecs:instance_architecture': 'arm64',
        },
      },
    ],
  })
  const [flavor] = await resizeFlavors(cloud, 's1')
  expect(flavor).toMatchObject({
    name: 'c7.large.2',
    isSoldPrepaid: true,
    isSoldPayPerUse: false,
    canSetThreads: true,
    architecture: 'arm64',
  })
  expect(flavor && ['az0', 'az1', 'az2'].map((zone) => flavorStatus(flavor, zone))).toEqual([
    'normal',
    'obt',
    'abandon',
  ])
})

test('the list of all flavors names the specifications differently, and one that is not in it is not there', async () => {
  const row = { id: 's6.large.2', os_extra_specs: { 'ecs:virtualization_env_types': 'CloudCompute' } }
  const { cloud, asked } = await cannedCloud({ flavors: [row] }, { flavors: [] })
  expect(await findFlavor(cloud, 's6.large.2')).toMatchObject({ id: 's6.large.2', virtualization: 'CloudCompute' })
  expect(await findFlavor(cloud, 's7.large.2')).toBeUndefined()
  expect(asked[0]?.query).toBe('flavor_id=s6.large.2&limit=1')
})

test('targets are read by marker until a page comes short', async () => {
  const row = (i: number) => ({ id: `f${i}` })
  const { cloud, asked } = await cannedCloud(
    { flavors: Array.from({ length: 200 }, (_, i) => row(i)) },
    { flavors: [row(200)] },
  )
  expect(await resizeFlavors(cloud, 's1')).toHaveLength(201)
  expect(asked.map(({ query }) => query)).toEqual([
    'instance_uuid=s1&limit=200',
    'instance_uuid=s1&limit=200&marker=f199',
  ])
})
