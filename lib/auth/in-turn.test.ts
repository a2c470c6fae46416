import { expect, test } from 'vitest'
import { inTurn } from './in-turn.ts'

test('no more works run at once than are allowed, and each gets its turn in order', async () => {
  const turn = inTurn(2)
  const begun: number[] = []
  const ends: (() => void)[] = []
  const works = [0, 1, 2, 3].map((number) =>
    turn(
      () =>
        new Promise<number>((resolve) => {
          begun.push(number)
          ends.push(() => resolve(number))
        }),
    ),
  )
  expect(begun).toEqual([0, 1])
  expect(turn.waiting()).toBe(2)
  ends[1]?.()
  await works[1]
  expect(begun).toEqual([0, 1, 2])
  ends[0]?.()
  ends[2]?.()
  await works[0]
  await works[2]
  ends[3]?.()
  expect(await Promise.all(works)).toEqual([0, 1, 2, 3])
  expect(turn.waiting()).toBe(0)
})

test('a work that fails gives its place to the next', async () => {
  const turn = inTurn(1)
  const failed = turn(() => Promise.reject(new Error('broken')))
  const next = turn(() => Promise.resolve('done'))
  await expect(failed).rejects.toThrow('broken')
  expect(await next).toBe('done')
})
