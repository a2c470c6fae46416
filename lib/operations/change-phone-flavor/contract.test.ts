import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { messageText, parseMessage, type LooseTranslator } from '#lib/i18n/message-text.ts'
import { translatorFor } from '#lib/i18n/translator.ts'
import { fromSchema, mutated, type Schemas } from '#lib/testing/from-schema.ts'
import { withChanges } from '#lib/testing/with-changes.ts'
import { Accepted, Body, Input, toBody } from './contract.ts'
import { documentedInput } from './fixtures/inputs.ts'
import { wrongInputs } from './fixtures/wrong-inputs.ts'

const documented: { request: Record<string, unknown>; answer: unknown } = JSON.parse(
  readFileSync(new URL('fixtures/documented.json', import.meta.url), 'utf8'),
)
// The cloud's interface as another program describes it, read as data.
const document: { components: { schemas: Schemas } } = parse(
  readFileSync(new URL('../../../emulator/contract/cph.openapi.yaml', import.meta.url), 'utf8'),
)
const { schemas } = document.components
const ajv = new Ajv2020({ strict: false })
ajv.addSchema(document, 'cph')
const described = ajv.getSchema('cph#/components/schemas/ChangeServerModelBody')
if (!described) throw new Error('The document does not describe the change of flavor')

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

/** The one intended difference: the document counts characters where the cloud counts UTF-8 bytes. */
const oursAlone = 'errors.tooManyBytes'

function expectOneVerdict(body: unknown): 'accepted' | 'refused' {
  const theirs = described?.(body) === true
  const ours = Body.safeParse(body)
  const keys = ours.error?.issues.map((issue) => parseMessage(issue.message).key) ?? []
  if (theirs && !ours.success && keys.every((key) => key === oursAlone)) return 'refused'
  expect({ body, accepted: ours.success, keys, errors: described?.errors }).toMatchObject({ accepted: theirs })
  return theirs ? 'accepted' : 'refused'
}

describe('the two descriptions agree', () => {
  test('on whatever a person can submit', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const body = toBody(Input.parse(input))
        expect(Body.parse(body)).toEqual(body)
        expect(described(body)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
  test('on bodies made from the cloud’s document', () => {
    fc.assert(
      fc.property(fromSchema({ $ref: 'ChangeServerModelBody' }, schemas), (body) => {
        expectOneVerdict(body)
      }),
      { numRuns: 2000 },
    )
  })
  test('on valid bodies with one or two members changed', () => {
    const seen = new Set<string>()
    const body = fc.constant<unknown>(documented.request).chain(mutated)
    fc.assert(
      fc.property(fc.oneof(body, body.chain(mutated)), (made) => {
        seen.add(expectOneVerdict(made))
      }),
      { numRuns: 2000 },
    )
    expect([...seen].toSorted()).toEqual(['accepted', 'refused'])
  })
  test('but for bytes and characters', () => {
    const body = { ...documented.request, phone_model_name: '云'.repeat(22) }
    expect(described(body)).toBe(true)
    expect(Body.safeParse(body).error?.issues[0]?.message).toContain(oursAlone)
  })
})

describe('a wrong input is refused at its field', () => {
  test('there are at least 25 of them', () => expect(wrongInputs.length).toBeGreaterThanOrEqual(25))

  test.each(wrongInputs.map((wrong) => [wrong.name, wrong] as const))('%s', (_, { set, field, message, wire }) => {
    const { error } = Input.safeParse(withChanges(documentedInput, set))
    const found = error?.issues.find((issue) => issue.path.join('.') === field)?.message
    expect(parseMessage(found ?? 'nothing').key).toBe(message)
    for (const locale of ['en', 'zh-CN'] as const) {
      // The whole tree of messages, by keys that are only known here.
      const translate = translatorFor(locale, undefined as never) as unknown as LooseTranslator
      const words = messageText(translate, found ?? '')
      expect(words).toMatch(locale === 'en' ? /^[A-Z][^|]+$/ : /^\p{Script=Han}.+$/u)
    }
    if (wire === undefined) return
    const body = withChanges(documented.request, wire)
    expect([Body.safeParse(body).success, described(body)]).toEqual([false, false])
  })
})
