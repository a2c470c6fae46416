import { expect, test } from 'vitest'
import { operation } from './operation.ts'

test.each(['CPS.0003', 'CPS.0042', 'CPS.0061', 'CPS.0062', 'CPS.0063', 'CPS.0064', 'CPS.0090'])(
  '%s may come after the order and proves nothing',
  (code) => expect(operation.refusals.has(code)).toBe(false),
)
test.each(['CPS.0001', 'CPS.0015', 'CPS.0028', 'CPS.0060', 'CPS.0066', 'CPS.0089', 'CPS.0099', 'CPS.0157'])(
  '%s comes before any order',
  (code) => expect(operation.refusals.has(code)).toBe(true),
)
