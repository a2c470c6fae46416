import fc from 'fast-check'
import { anyPlacement, anyShape, text } from '../../phone-placement/testing/arbitrary-placement.ts'
import type { Input } from '../contract.ts'

const hexId = fc.stringMatching(/^[0-9a-f]{32}$/)

const target = fc.record(
  { id: hexId, name: text(60, 'A-Za-z0-9_云-'), serverModel: text(64), phoneModel: text(64), zone: text(64) },
  { requiredKeys: ['id', 'name', 'serverModel', 'phoneModel'] },
)

/** Any switch that a person could submit. */
export const anyInput: fc.Arbitrary<Input> = fc
  .tuple(anyShape(1), target, fc.uniqueArray(hexId, { maxLength: 80 }))
  .chain(([shape, server, phoneIds]) =>
    fc.record({
      ...anyPlacement(shape),
      target: fc.constant(server),
      danger: fc.constant({ phoneIds, isUnderstood: true as const, serverName: server.name }),
    }),
  ) as fc.Arbitrary<Input>
