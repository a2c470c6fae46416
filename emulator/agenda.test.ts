import { expect, test } from 'vitest'
import { finishAll, nextDueAt, rescale, runDue, scheduleAfter, scheduleAt, unschedule } from './agenda.ts'
import { createClock } from './clock.ts'
import type { Cloud } from './cloud.ts'
import { defaultOptions } from './options.ts'
import { emptyWorld } from './world/world.ts'

const start = 1_000_000

function quietCloud(scale = 1) {
  const wall = { now: start }
  const fired: [subject: string, at: number][] = []
  const cloud: Cloud = {
    world: emptyWorld('test'),
    clock: createClock(() => wall.now, scale),
    options: { ...defaultOptions },
    reactions: {
      note: (_cloud, subject, at) => void fired.push([subject, at]),
      chain: (inner, subject, at) => {
        fired.push([subject, at])
        scheduleAfter(inner, 'note', `${subject}'`, at, 10_000)
      },
    },
  }
  return { cloud, wall, fired }
}

test('events fire in the order of their moment, each at its own, however late they are noticed', () => {
  const { cloud, wall, fired } = quietCloud()
  scheduleAfter(cloud, 'note', 'later', start, 5_000)
  scheduleAfter(cloud, 'chain', 'sooner', start, 1_000)
  scheduleAfter(cloud, 'note', 'as soon', start, 1_000)
  wall.now += 60_000
  expect(runDue(cloud)).toBe(4)
  expect(fired).toEqual([
    ['sooner', start + 1_000],
    ['as soon', start + 1_000],
    ['later', start + 5_000],
    ["sooner'", start + 11_000],
  ])
})

test('nothing fires early', () => {
  const { cloud, wall, fired } = quietCloud()
  scheduleAfter(cloud, 'note', 'a', start, 1_000)
  wall.now += 999
  expect([runDue(cloud), fired.length, nextDueAt(cloud)]).toEqual([0, 0, start + 1_000])
})

test('the scale shortens durations but not fixed dates', () => {
  const { cloud } = quietCloud(60)
  scheduleAfter(cloud, 'note', 'duration', start, 60_000)
  scheduleAt(cloud, 'note', 'date', start + 60_000)
  expect(cloud.world.agenda.map((event) => event.dueAt - start)).toEqual([1_000, 60_000])
})

test('a new speed applies to what is under way', () => {
  const { cloud, wall } = quietCloud(1)
  scheduleAfter(cloud, 'note', 'duration', start, 60_000)
  scheduleAt(cloud, 'note', 'date', start + 60_000)
  wall.now += 30_000
  rescale(cloud, 10)
  expect(cloud.world.agenda.map((event) => event.dueAt - wall.now)).toEqual([3_000, 30_000])
})

test('everything in progress can end now, without passing a date', () => {
  const { cloud, wall, fired } = quietCloud()
  scheduleAt(cloud, 'note', 'date', start + 500)
  scheduleAfter(cloud, 'chain', 'a', start, 1_000)
  expect(finishAll(cloud)).toBe(2)
  expect(fired).toEqual([
    ['a', wall.now],
    ["a'", wall.now],
  ])
  expect(cloud.world.agenda).toHaveLength(1)
})

test('what was planned can be taken back', () => {
  const { cloud, wall, fired } = quietCloud()
  scheduleAfter(cloud, 'note', 'a', start, 1)
  scheduleAfter(cloud, 'note', 'b', start, 1)
  unschedule(cloud, 'note', 'a')
  wall.now += 1
  runDue(cloud)
  expect(fired.map(([subject]) => subject)).toEqual(['b'])
})

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('a scale of %d is refused', (scale) => {
  expect(() => createClock(Date.now, scale)).toThrow(RangeError)
})
