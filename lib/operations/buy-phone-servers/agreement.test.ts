import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { parseMessage } from '#lib/i18n/message-text.ts'
import { Body, Input, toBody } from './contract.ts'
import { fullInput, leastInput } from './fixtures/inputs.ts'
import { withChanges } from '#lib/testing/with-changes.ts'
import { sentName } from './server-names.ts'
import { anyInput } from './testing/arbitrary-input.ts'
import { fromSchema, mutated, type Schemas } from '#lib/testing/from-schema.ts'

// The cloud's interface as another program describes it, read as data. Two descriptions by two hands must agree.
const document: { components: { schemas: Schemas } } = parse(
  readFileSync(new URL('../../../emulator/contract/cph.openapi.yaml', import.meta.url), 'utf8'),
)
const schemas = document.components.schemas
const ajv = new Ajv2020({ strict: false })
ajv.addSchema(document, 'cph')
const described = ajv.getSchema('cph#/components/schemas/PurchaseServersBody')
if (!described) throw new Error('The document does not describe the purchase')

/** What the form refuses and the document cannot say. The other way round there is nothing. */
const onlyOursCanSay = [
  {
    what: 'the document counts characters where the cloud counts UTF-8 bytes',
    messages: ['errors.tooManyBytes'],
    example: { server_model_name: '云'.repeat(22) },
  },
  {
    what: 'the document cannot compare the names of two ports',
    messages: ['errors.portNameTwice'],
    example: {
      ports: [
        { name: 'web', listen_port: 20_000, internet_accessible: 'true' },
        { name: 'web', listen_port: 20_001, internet_accessible: 'true' },
      ],
    },
  },
  {
    what: 'the document cannot compare the numbers of two ports',
    messages: ['errors.portTwice'],
    example: {
      ports: [
        { name: 'web', listen_port: 20_000, internet_accessible: 'true' },
        { name: 'chat', listen_port: 20_000, internet_accessible: 'true' },
      ],
    },
  },
  {
    what: 'the document does not read the JSON text of a property',
    messages: ['errors.propertyJson', 'errors.propertyKey', 'errors.propertyValue'],
    example: { property: '{"ro.serialno":"1"}' },
  },
]
const oursAlone = new Set(onlyOursCanSay.flatMap(({ messages }) => messages))

type Verdict = 'both accept' | 'both refuse' | 'ours alone refuses' | 'disagree'

function verdictOn(body: unknown): Verdict {
  const theirs = described?.(body) === true
  const ours = Body.safeParse(body)
  if (theirs && ours.success) return 'both accept'
  if (!theirs && !ours.success) return 'both refuse'
  const reasons = ours.error?.issues.map((issue) => parseMessage(issue.message).key) ?? []
  return theirs && reasons.every((key) => oursAlone.has(key)) ? 'ours alone refuses' : 'disagree'
}

const valid = [toBody(fullInput, 'farm-abcdefgh'), toBody(leastInput, 'farm-abcdefgh')]
const numRuns = 2000

test('whatever a person can submit becomes a body that both descriptions accept', () => {
  fc.assert(
    fc.property(anyInput, (input) => {
      expect(Input.parse(input)).toEqual(input)
      const body = toBody(input, sentName(input.image.name, 'abcdefgh'))
      expect(Body.parse(body)).toEqual(body)
      const isValid = described(body) === true
      expect({ isValid, errors: described.errors }).toEqual({ isValid: true, errors: null })
    }),
    { numRuns: 500 },
  )
})

test('bodies made from the cloud’s document get the same verdict from both', () => {
  const seen = new Set<Verdict>()
  const body = fromSchema({ $ref: 'PurchaseServersBody' }, schemas)
  fc.assert(
    fc.property(body, (made) => {
      const verdict = verdictOn(made)
      seen.add(verdict)
      expect({ verdict, ours: Body.safeParse(made).error?.issues, theirs: described.errors }).not.toMatchObject({
        verdict: 'disagree',
      })
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
      const verdict = verdictOn(made)
      seen.add(verdict)
      expect({ verdict, ours: Body.safeParse(made).error?.issues, theirs: described.errors }).not.toMatchObject({
        verdict: 'disagree',
      })
    }),
    { numRuns: numRuns * 2 },
  )
  expect(seen).toContain('both accept')
  expect(seen).toContain('both refuse')
})

describe('the two descriptions differ only where', () => {
  test.each(onlyOursCanSay.map((difference) => [difference.what, difference] as const))('%s', (_, { example }) => {
    expect(verdictOn(withChanges(valid[0], example))).toBe('ours alone refuses')
  })
})
