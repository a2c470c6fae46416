import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseMessage } from '#lib/i18n/message-text.ts'
import { comparing, described, type Verdict } from '#lib/testing/agreement.ts'
import { fromSchema, mutated } from '#lib/testing/from-schema.ts'
import { withChanges } from '#lib/testing/with-changes.ts'
import { errorsOf, wordsOf } from '#lib/testing/wrong-input.ts'
import { Accepted, Body, Input, toBody } from './contract.ts'
import { documentedInput } from './fixtures/inputs.ts'
import { wrongInputs } from './fixtures/wrong-inputs.ts'

const documented: { request: Record<string, unknown>; answer: unknown } = JSON.parse(
  readFileSync(new URL('fixtures/documented.json', import.meta.url), 'utf8'),
)
const cloud = described('cph', 'ChangeServerModelBody')
/** The one intended difference: the document counts characters where the cloud counts UTF-8 bytes. */
const compare = comparing(Body, cloud, new Set(['errors.tooManyBytes']))

describe('the vendor’s example', () => {
  test('passes unchanged, request and answer', () => {
    expect(Body.parse(documented.request)).toEqual(documented.request)
    expect(Accepted.parse(documented.answer)).toEqual(documented.answer)
  })
  test('is what the form makes of the same answers, but never paid by itself', () => {
    expect(toBody(Input.parse(documentedInput))).toEqual({ ...documented.request, extend_param: { is_auto_pay: 0 } })
  })
})

const inputs = fc.record({
  account: fc.record({ accountId: fc.uuid({ version: 4 }) }),
  target: fc.record({
    id: fc.stringMatching(/^[0-9a-f]{32}$/),
    name: fc.stringMatching(/^[A-Za-z0-9_-]{1,65}$/),
    serverModel: fc.stringMatching(/^physical\.rx1\.[a-z0-9]{1,20}$/),
    phoneModel: fc.stringMatching(/^[a-z0-9.]{1,64}$/),
  }),
  flavor: fc.record({
    serverModel: fc.stringMatching(/^physical\.rx1\.[a-z0-9]{1,20}\.special$/),
    phoneModel: fc.stringMatching(/^[A-Za-z0-9._-]{1,64}$/),
  }),
})

describe('the two descriptions agree', () => {
  test('on whatever a person can submit', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const body = toBody(Input.parse(input))
        expect(Body.parse(body)).toEqual(body)
        expect(cloud.refusals(body)).toEqual([])
      }),
      { numRuns: 2000 },
    )
  })
  test('on bodies made from the cloud’s document', () => {
    fc.assert(
      fc.property(fromSchema({ $ref: 'ChangeServerModelBody' }, cloud.schemas), (body) => {
        expect(compare(body)).not.toMatchObject({ verdict: 'disagree' })
      }),
      { numRuns: 2000 },
    )
  })
  test('on valid bodies with one or two members changed', () => {
    const seen = new Set<Verdict>()
    const body = fc.constant<unknown>(documented.request).chain(mutated)
    fc.assert(
      fc.property(fc.oneof(body, body.chain(mutated)), (made) => {
        const compared = compare(made)
        seen.add(compared.verdict)
        expect(compared).not.toMatchObject({ verdict: 'disagree' })
      }),
      { numRuns: 2000 },
    )
    expect(seen).toContain('both accept')
    expect(seen).toContain('both refuse')
  })
  test('but for bytes and characters', () => {
    const body = { ...documented.request, phone_model_name: '云'.repeat(22) }
    expect(compare(body).verdict).toBe('ours alone refuses')
  })
})

describe('a wrong input is refused at its field', () => {
  test('there are at least 25 of them', () => expect(wrongInputs.length).toBeGreaterThanOrEqual(25))

  test.each(wrongInputs.map((wrong) => [wrong.name, wrong] as const))('%s', (_, { set, field, message, wire }) => {
    const found = errorsOf(Input, withChanges(documentedInput, set))[field] ?? ''
    expect(parseMessage(found).key).toBe(message)
    expect(wordsOf(found).en).toMatch(/^[A-Z][^|]+$/)
    expect(wordsOf(found).zh).toMatch(/^\p{Script=Han}.+$/u)
    if (wire === undefined) return
    const body = withChanges(documented.request, wire)
    expect(compare(body).verdict).toBe('both refuse')
  })
})
