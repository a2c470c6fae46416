import { expect, test } from 'vitest'
import { floodLog } from './flood-log.ts'

type Refusal = { path: string; status: number }
const refusal: Refusal = { path: '/requests', status: 405 }

/** A log at a clock that stands still until it is moved. */
function logAt() {
  const lines: (Refusal & { count?: number })[] = []
  let now = 1_000_000
  const tell = floodLog<Refusal>(
    (line) => lines.push(line),
    () => now,
  )
  return { lines, tell, pass: (ms: number) => (now += ms) }
}
const flood = (tell: (refusal: Refusal) => void, times: number) => {
  for (let nth = 0; nth < times; nth += 1) tell(refusal)
}

test('a refusal is one line', () => {
  const { lines, tell } = logAt()
  tell(refusal)
  expect(lines).toEqual([refusal])
})

test('a flood is some lines at once and then one in five seconds, which says how many there were', () => {
  const { lines, tell, pass } = logAt()
  flood(tell, 100_000)
  expect(lines).toHaveLength(30)
  pass(4_999)
  flood(tell, 10)
  expect(lines).toHaveLength(30)
  pass(1)
  flood(tell, 10)
  expect(lines.slice(30)).toEqual([{ ...refusal, count: 99_980 }])
})

test('in a day of it no process writes more than 17,310 lines', () => {
  const { lines, tell, pass } = logAt()
  for (let second = 0; second < 86_400; second += 1) {
    flood(tell, 4)
    pass(1_000)
  }
  expect(lines.length).toBeLessThanOrEqual(17_310)
})

test('after a quiet hour the next ones are all told again', () => {
  const { lines, tell, pass } = logAt()
  flood(tell, 1_000)
  pass(3_600_000)
  flood(tell, 30)
  expect(lines).toHaveLength(60)
  expect(lines.slice(31).every((line) => line.count === undefined)).toBe(true)
})
