import { expect, test } from 'vitest'
import { shareReads } from './share-reads.ts'

/** A reading that ends when it is told to, and how often it was begun. */
function slowly() {
  const begun: PromiseWithResolvers<number>[] = []
  const read = () => {
    const reading = Promise.withResolvers<number>()
    begun.push(reading)
    return reading.promise
  }
  return { begun, read, end: (nth: number) => begun[nth]?.resolve(nth) }
}

/** Lets everything that is ready go on. */
const settle = () => new Promise((resolve) => setImmediate(resolve))

test('two hundred who ask at once are served by two readings, none of which began before they asked', async () => {
  const share = shareReads<number>()
  const { begun, read, end } = slowly()
  const asked = Array.from({ length: 200 }, () => share('list', read))
  await settle()
  expect(begun).toHaveLength(1)
  end(0)
  await settle()
  expect(begun).toHaveLength(2)
  const late = share('list', read)
  end(1)
  expect(new Set(await Promise.all(asked.slice(1)))).toEqual(new Set([1]))
  expect(await asked[0]).toBe(0)
  await settle()
  end(2)
  expect(await late).toBe(2)
})

test('another key is read at once', async () => {
  const share = shareReads<number>()
  const { begun, read, end } = slowly()
  const [one, other] = [share('one', read), share('other', read)]
  expect(begun).toHaveLength(2)
  end(0)
  end(1)
  expect(await Promise.all([one, other])).toEqual([0, 1])
})

test('a reading that fails is told to those who share it, and to nobody after them', async () => {
  const share = shareReads<number>()
  const { begun, read, end } = slowly()
  const first = share('list', read)
  const second = share('list', read)
  begun[0]?.reject(new Error('away'))
  await expect(first).rejects.toThrow('away')
  await settle()
  end(1)
  expect(await second).toBe(1)
  await settle()
  const third = share('list', read)
  expect(begun).toHaveLength(3)
  end(2)
  expect(await third).toBe(2)
})
