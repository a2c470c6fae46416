import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { comparing, described, type Verdict } from '#lib/testing/agreement.ts'
import { fromSchema, mutated } from '#lib/testing/from-schema.ts'
import { withChanges } from '#lib/testing/with-changes.ts'
import { onlyOursCanSay } from '../phone-placement/testing/differences.ts'
import { Body, Input, toBody } from './contract.ts'
import { fullInput, leastInput } from './fixtures/inputs.ts'
import { anyInput } from './testing/arbitrary-input.ts'

const cloud = described('cph', 'ChangeServerBody')
const compare = comparing(Body, cloud, new Set(onlyOursCanSay.flatMap(({ messages }) => messages)))
const valid = [toBody(fullInput), toBody(leastInput)]
const numRuns = 2000

function expectOneVerdict(bodies: fc.Arbitrary<unknown>): void {
  const seen = new Set<Verdict>()
  fc.assert(
    fc.property(bodies, (made) => {
      const compared = compare(made)
      seen.add(compared.verdict)
      expect(compared).not.toMatchObject({ verdict: 'disagree' })
    }),
    { numRuns },
  )
  expect(seen).toContain('both accept')
  expect(seen).toContain('both refuse')
}

test('whatever a person can submit becomes a body that both descriptions accept', () => {
  fc.assert(
    fc.property(anyInput, (input) => {
      expect(Input.parse(input)).toEqual(input)
      const body = toBody(input)
      expect(Body.parse(body)).toEqual(body)
      expect(cloud.refusals(body)).toEqual([])
    }),
    { numRuns },
  )
})

test('bodies made from the cloud’s document get the same verdict from both', () => {
  expectOneVerdict(fromSchema({ $ref: 'ChangeServerBody' }, cloud.schemas))
})

test('valid bodies with one or two members changed get the same verdict from both', () => {
  const body = fc.constantFrom<unknown>(...valid).chain(mutated)
  expectOneVerdict(fc.oneof(body, body.chain(mutated)))
})

describe('the two descriptions differ only where', () => {
  test.each(onlyOursCanSay.map((difference) => [difference.what, difference] as const))('%s', (_, { example }) => {
    expect(compare(withChanges(valid[0], example)).verdict).toBe('ours alone refuses')
  })
})
