import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { comparing, described, type Verdict } from '#lib/testing/agreement.ts'
import { fromSchema, mutated } from '#lib/testing/from-schema.ts'
import { withChanges } from '#lib/testing/with-changes.ts'
import { onlyOursCanSay } from '../phone-placement/testing/differences.ts'
import { Body, Input, toBody } from './contract.ts'
import { fullInput, leastInput } from './fixtures/inputs.ts'
import { sentName } from './server-names.ts'
import { anyInput } from './testing/arbitrary-input.ts'

const cloud = described('cph', 'PurchaseServersBody')
const compare = comparing(Body, cloud, new Set(onlyOursCanSay.flatMap(({ messages }) => messages)))
const valid = [toBody(fullInput, 'farm-abcdefgh'), toBody(leastInput, 'farm-abcdefgh')]
const numRuns = 2000

test('whatever a person can submit becomes a body that both descriptions accept', () => {
  fc.assert(
    fc.property(anyInput, (input) => {
      expect(Input.parse(input)).toEqual(input)
      const body = toBody(input, sentName(input.image.name, 'abcdefgh'))
      expect(Body.parse(body)).toEqual(body)
      expect(cloud.refusals(body)).toEqual([])
    }),
    { numRuns },
  )
})

test('bodies made from the cloud’s document get the same verdict from both', () => {
  const seen = new Set<Verdict>()
  fc.assert(
    fc.property(fromSchema({ $ref: 'PurchaseServersBody' }, cloud.schemas), (made) => {
      const compared = compare(made)
      seen.add(compared.verdict)
      expect(compared).not.toMatchObject({ verdict: 'disagree' })
    }),
    { numRuns },
  )
  expect(seen).toContain('both accept')
  expect(seen).toContain('both refuse')
})

test('valid bodies with one or two members changed get the same verdict from both', () => {
  const seen = new Set<Verdict>()
  const body = fc.constantFrom<unknown>(...valid).chain(mutated)
  fc.assert(
    fc.property(fc.oneof(body, body.chain(mutated)), (made) => {
      const compared = compare(made)
      seen.add(compared.verdict)
      expect(compared).not.toMatchObject({ verdict: 'disagree' })
    }),
    { numRuns: numRuns * 2 },
  )
  expect(seen).toContain('both accept')
  expect(seen).toContain('both refuse')
})

describe('the two descriptions differ only where', () => {
  test.each(onlyOursCanSay.map((difference) => [difference.what, difference] as const))('%s', (_, { example }) => {
    expect(compare(withChanges(valid[0], example)).verdict).toBe('ours alone refuses')
  })
})
