import { afterAll, beforeAll, expect, test } from 'vitest'
import { allCells, faults, killPoints, operationKeys, pickCells } from './plan.ts'
import { type Rig, openRig } from './rig.ts'
import { isUnforeseen, runCells } from './run.ts'

let rig: Rig

beforeAll(async () => {
  rig = await openRig({ lanes: 4, workers: 2, cells: 60 })
}, 120_000)
afterAll(() => rig.close())

test('the matrix crosses every place to die with everything that can go wrong, for each operation', () => {
  const whole = operationKeys.filter((key) => key !== 'pay-order')
  expect(allCells(whole)).toHaveLength(killPoints.length * faults.length * whole.length)
  expect(killPoints).toHaveLength(14)
  // A payment alone is never on its way to making an order.
  expect(allCells(['pay-order'])).toHaveLength(8 * faults.length)
})

test('the same seed picks the same cells, another one others', () => {
  expect(pickCells(operationKeys, 60, 7)).toEqual(pickCells(operationKeys, 60, 7))
  expect(pickCells(operationKeys, 60, 7)).not.toEqual(pickCells(operationKeys, 60, 8))
})

test(
  'a slice of it breaks no rule: whoever dies, whatever the cloud answers, each request is bought once or not at all',
  { timeout: 360_000 },
  async () => {
    const cells = [
      ...killPoints.map((killAt) => ({ operation: 'buy-phone-servers' as const, killAt, fault: 'none' as const })),
      ...pickCells(operationKeys, 46, Number(process.env['CHAOS_SEED'] ?? 1)),
    ]
    const report = await runCells(rig, cells, () => undefined)
    expect(report.violations).toEqual([])
    expect(report.counts.unknown).toBeGreaterThan(0)
    expect(report.deaths).toBeGreaterThan(killPoints.length)
    const plain = report.cells.filter(({ cell }) => cell.fault === 'none')
    expect(plain.filter(({ cell, state }) => isUnforeseen(cell, state))).toEqual([])
  },
)
