import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { JobFilter } from '#lib/jobs/filter.ts'
import { jobsTotalQuery } from '#lib/jobs/queries.ts'
import { OrderFilter } from '#lib/orders/filter.ts'
import { ordersTotalQuery } from '#lib/orders/queries.ts'
import { isShared, touchedKeys } from './touched-keys.ts'

const page = {
  requests: ['requests', 'list', { q: '' }],
  request: ['requests', 'one', 'r1'],
  otherRequest: ['requests', 'one', 'r2'],
  orders: ['orders', 'list', {}],
  order: ['orders', 'one', 'CS1'],
  servers: ['phone-servers', 'list', {}],
  server: ['phone-servers', 'one', 's1'],
  desktops: ['desktops', 'list', {}],
  desktop: ['desktops', 'one', 'd1'],
  otherDesktop: ['desktops', 'one', 'd2'],
  ecsServers: ['servers', 'list', {}],
  ecsServer: ['servers', 'one', 'e1'],
  jobs: ['jobs', 'list', {}],
  overview: ['overview', {}],
}

function outdatedBy(event: Parameters<typeof touchedKeys>[0]): string[] {
  const client = new QueryClient()
  for (const key of Object.values(page)) client.setQueryData(key, {})
  for (const queryKey of touchedKeys(event)) void client.invalidateQueries({ queryKey })
  return Object.entries(page)
    .filter(([, key]) => client.getQueryState(key)?.isInvalidated)
    .map(([name]) => name)
}

const openResources = ['server', 'desktop', 'otherDesktop', 'ecsServer']

test('a request that changed makes its page, the order and the resource on show, its lists and the overview old, and no other request', () => {
  expect(outdatedBy({ topic: 'request', account: 'a', id: 'r1' })).toEqual([
    'requests',
    'request',
    'order',
    ...openResources,
    'jobs',
    'overview',
  ])
})

test('an order that changed makes its page, the open request and the resource on show old', () => {
  expect(outdatedBy({ topic: 'order', account: 'a', id: 'CS1' })).toEqual([
    'request',
    'otherRequest',
    'orders',
    'order',
    ...openResources,
    'overview',
  ])
})

test('a job that changed makes the jobs, the overview, the open request, the order and the resource on show old', () => {
  expect(outdatedBy({ topic: 'job', account: 'a', id: 'j1' })).toEqual([
    'request',
    'otherRequest',
    'order',
    ...openResources,
    'jobs',
    'overview',
  ])
})

test('many orders that changed at once make the pages of all of them old', () => {
  expect(outdatedBy({ topic: 'order', account: 'a', id: '*' })).toEqual(
    outdatedBy({ topic: 'order', account: 'a', id: 'CS1' }),
  )
})

test('a look at the cloud without news makes only the list of its kind old', () => {
  expect(outdatedBy({ topic: 'sync', account: 'a', id: 'orders' })).toEqual(['orders'])
  expect(outdatedBy({ topic: 'sync', account: 'a', id: 'phone_servers' })).toEqual(['servers'])
  expect(outdatedBy({ topic: 'sync', account: 'a', id: 'desktops' })).toEqual(['desktops'])
  expect(outdatedBy({ topic: 'sync', account: 'a', id: 'ecs_servers' })).toEqual(['ecsServers'])
})

test('a desktop that changed makes its own page old, many at once make the pages of all old', () => {
  const requests = ['request', 'otherRequest']
  expect(outdatedBy({ topic: 'desktop', account: 'a', id: 'd1' })).toEqual([...requests, 'desktops', 'desktop'])
  expect(outdatedBy({ topic: 'desktop', account: 'a', id: '*' })).toEqual([
    ...requests,
    'desktops',
    'desktop',
    'otherDesktop',
  ])
  expect(outdatedBy({ topic: 'ecs_server', account: 'a', id: 'e1' })).toEqual([...requests, 'ecsServers', 'ecsServer'])
})

test('many orders at once make every open order old, and one makes its own', () => {
  expect(outdatedBy({ topic: 'order', account: 'a', id: '*' })).toContain('order')
  expect(outdatedBy({ topic: 'order', account: 'a', id: 'CS1' })).toContain('order')
  expect(outdatedBy({ topic: 'order', account: 'a', id: 'CS2' })).not.toContain('order')
})

test('what is counted apart from its list grows old with it, and is read again as spread', () => {
  const orders = ordersTotalQuery(OrderFilter.parse({ amount: '1..', sort: 'amount', after: '1~a' })).queryKey
  const jobs = jobsTotalQuery(JobFilter.parse({ started: '7d' })).queryKey
  expect(orders).toEqual(ordersTotalQuery(OrderFilter.parse({ amount: '1..' })).queryKey)
  const client = new QueryClient()
  client.setQueryData(orders, { count: 7, isExact: true })
  client.setQueryData(jobs, { count: 7, isExact: true })
  const hear = (event: Parameters<typeof touchedKeys>[0]) => {
    for (const queryKey of touchedKeys(event)) void client.invalidateQueries({ queryKey })
    return [orders, jobs].map((key) => client.getQueryState(key)?.isInvalidated)
  }
  expect(hear({ topic: 'order', account: 'a', id: 'CS1' })).toEqual([true, false])
  expect(hear({ topic: 'job', account: 'a', id: 'j1' })).toEqual([true, true])
  expect([orders, jobs].map(isShared)).toEqual([true, true])
})
