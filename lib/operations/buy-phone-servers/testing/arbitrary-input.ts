import fc from 'fast-check'
import { anyPlacement, anyShape, text } from '../../phone-placement/testing/arbitrary-placement.ts'
import type { Input } from '../contract.ts'
import { nameMax } from '../server-names.ts'

const term = fc.oneof(
  fc.record({ unit: fc.constant('month' as const), count: fc.integer({ min: 1, max: 9 }), autoRenew: fc.boolean() }),
  fc.record({ unit: fc.constant('year' as const), count: fc.integer({ min: 1, max: 10 }), autoRenew: fc.boolean() }),
)

/** Any purchase that a person could submit. */
export const anyInput: fc.Arbitrary<Input> = anyShape(10).chain((shape) => {
  const { model, image, ...steps } = anyPlacement(shape)
  return fc.record({
    ...steps,
    model: fc.tuple(text(64), model).map(([serverModel, phones]) => ({ serverModel, ...phones })),
    image: fc
      .tuple(text(nameMax, 'A-Za-z0-9_-'), image)
      .map(([name, chosen]) => ({ name, count: shape.count, ...chosen })),
    term,
  })
}) as fc.Arbitrary<Input>
