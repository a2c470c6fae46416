import { dehydrate, hydrate, QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchBroughtReads } from './brought-reads.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance', 'Date'] }))
afterEach(() => void vi.useRealTimers())

/** What the server read for a page, on its way to the browser. */
function readOnServer(key: string[], data: string) {
  const client = new QueryClient()
  client.setQueryData(key, data)
  return dehydrate(client)
}

const isOld = async (client: QueryClient, key: string[]) => {
  await Promise.resolve()
  return client.getQueryState(key)?.isInvalidated
}

const page = ['requests', 'one', 'r1']

test('what changed while its page was on the way is read again', async () => {
  const client = new QueryClient()
  const brought = watchBroughtReads(client)
  const state = readOnServer(page, 'waiting')
  brought.touch([['requests', 'one']])
  hydrate(client, state)
  expect(await isOld(client, page)).toBe(true)
})

test('so is a page that was known before and comes anew', async () => {
  const client = new QueryClient()
  const brought = watchBroughtReads(client)
  hydrate(client, readOnServer(page, 'draft'))
  expect(await isOld(client, page)).toBe(false)
  vi.advanceTimersByTime(1_000)
  const state = readOnServer(page, 'waiting')
  brought.touch([page])
  hydrate(client, state)
  expect(client.getQueryData(page)).toBe('waiting')
  expect(await isOld(client, page)).toBe(true)
})

test('what nothing touched, or only long ago, is taken as it comes', async () => {
  const client = new QueryClient()
  const brought = watchBroughtReads(client)
  brought.touch([page])
  vi.advanceTimersByTime(11_000)
  brought.touch([['orders', 'list']])
  hydrate(client, readOnServer(page, 'waiting'))
  expect(await isOld(client, page)).toBe(false)
  brought.touch([page])
  brought.close()
  client.clear()
  hydrate(client, readOnServer(page, 'waiting'))
  expect(await isOld(client, page)).toBe(false)
})
