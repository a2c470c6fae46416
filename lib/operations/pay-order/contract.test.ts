import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { payCall } from '#lib/cloud/services/bss-payment.ts'
import { type LooseTranslator, messageText, parseMessage } from '#lib/i18n/message-text.ts'
import { translatorFor } from '#lib/i18n/translator.ts'
import { comparing, described, type Verdict } from '#lib/testing/agreement.ts'
import { fromSchema, mutated } from '#lib/testing/from-schema.ts'
import { withChanges } from '#lib/testing/with-changes.ts'
import { Body, Input, paidWith, toBody } from './contract.ts'
import { documentedInput, plainInput } from './fixtures/inputs.ts'
import { wrongInputs } from './fixtures/wrong-inputs.ts'
import { operation } from './operation.ts'

const documented: { request: Record<string, unknown>; refusal: unknown } = JSON.parse(
  readFileSync(new URL('fixtures/documented.json', import.meta.url), 'utf8'),
)
const theirs = described('bss', 'PayOrderBody')

/** What the document takes and the console does not send, on purpose. */
const differences = [
  { what: 'coupons that are named but not used', messages: ['errors.unknownField'], example: { use_coupon: 'NO' } },
  {
    what: 'a discount that is named but not used',
    messages: ['errors.unknownField'],
    example: { use_discount: 'NO' },
  },
  { what: 'an id that no order has', messages: ['errors.targetChoose'], example: { order_id: 'CS1/../pay' } },
]
const compare = comparing(Body, theirs, new Set(differences.flatMap(({ messages }) => messages)))

describe('the vendor’s example', () => {
  test('passes unchanged, and is what the form makes of the same choices', () => {
    expect(Body.parse(documented.request)).toEqual(documented.request)
    expect(theirs.refusals(documented.request)).toEqual([])
    expect(toBody(Input.parse(documentedInput))).toEqual(documented.request)
  })
})

test('only an answer without a body is a yes: the vendor answers 204', () => {
  expect(operation.isAccepted(documentedInput, undefined)).toBe(true)
  for (const answer of [{}, null, documented.refusal, ''])
    expect(operation.isAccepted(documentedInput, answer)).toBe(false)
})

const coupon = fc.record({
  id: fc.stringMatching(/^[A-Za-z0-9]{1,64}$/),
  type: fc.constantFrom(300, 301, 302, 303),
  name: fc.string({ maxLength: 40 }),
  balanceMinor: fc.option(fc.integer({ min: 0 }), { nil: undefined }),
  notWith: fc.constant([]),
})
const inputs = fc
  .record({
    id: fc.stringMatching(/^CS[0-9A-Z]{1,62}$/),
    accountId: fc.uuid({ version: 4 }),
    amountMinor: fc.integer({ min: 0 }),
    isOurs: fc.boolean(),
    coupons: fc.uniqueArray(coupon, { maxLength: 3, selector: ({ id }) => id }),
    discount: fc.option(
      fc.record({ id: fc.stringMatching(/^[A-Za-z0-9]{1,64}$/), type: fc.constantFrom(0, 2, 3, 609) }),
      {
        nil: undefined,
      },
    ),
  })
  .map(({ id, accountId, amountMinor, isOurs, coupons, discount }) => ({
    account: { accountId },
    target: { id, name: 'An order', amountMinor, currency: 'CNY', isOurs },
    means: { coupons, ...(discount && { discount }) },
  }))

const numRuns = 2000

describe('the two descriptions agree', () => {
  test('on whatever a person can submit, which is what the worker pays with', () => {
    fc.assert(
      fc.property(inputs, (made) => {
        const input = Input.parse(made)
        const body = toBody(input)
        expect(Body.parse(body)).toEqual(body)
        expect(theirs.refusals(body)).toEqual([])
        const { orderId, ...chosen } = paidWith(input)
        expect(payCall(orderId, chosen).body).toBe(JSON.stringify(body))
      }),
      { numRuns },
    )
  })
  test('on bodies made from the cloud’s document', () => {
    const seen = new Set<Verdict>()
    fc.assert(
      fc.property(fromSchema({ $ref: 'PayOrderBody' }, theirs.schemas), (body) => {
        const found = compare(body)
        seen.add(found.verdict)
        expect(found).not.toMatchObject({ verdict: 'disagree' })
      }),
      { numRuns },
    )
    expect(seen).not.toEqual(new Set(['both refuse']))
  })
  test('on valid bodies with one or two members changed', () => {
    const seen = new Set<Verdict>()
    const body = fc.constantFrom<unknown>(documented.request, toBody(plainInput)).chain(mutated)
    fc.assert(
      fc.property(fc.oneof(body, body.chain(mutated)), (made) => {
        const found = compare(made)
        seen.add(found.verdict)
        expect(found).not.toMatchObject({ verdict: 'disagree' })
      }),
      { numRuns },
    )
    expect([...seen]).toEqual(expect.arrayContaining(['both accept', 'both refuse']))
  })
})

describe('the two descriptions differ only where', () => {
  test.each(differences.map((difference) => [difference.what, difference] as const))(
    'the document takes %s',
    (_, { example }) => {
      expect(compare(withChanges(documented.request, example)).verdict).toBe('ours alone refuses')
    },
  )
})

describe('a wrong input is refused at its field', () => {
  test('there are at least 25 of them', () => expect(wrongInputs.length).toBeGreaterThanOrEqual(25))

  test.each(wrongInputs.map((wrong) => [wrong.name, wrong] as const))('%s', (_, { of, set, field, message, wire }) => {
    const { error } = Input.safeParse(withChanges(of, set))
    const found = error?.issues.find((issue) => issue.path.join('.') === field)?.message
    expect(parseMessage(found ?? 'nothing').key).toBe(message)
    for (const locale of ['en', 'zh-CN'] as const) {
      // The whole tree of messages, by keys that are only known here.
      const translate = translatorFor(locale, undefined as never) as unknown as LooseTranslator
      expect(messageText(translate, found ?? '')).toMatch(locale === 'en' ? /^[A-Z][^|]+$/ : /^\p{Script=Han}.+$/u)
    }
    if (wire === undefined) return
    const body = withChanges(toBody(of), wire)
    expect([Body.safeParse(body).success, theirs.refusals(body).length > 0]).toEqual([false, true])
  })
})
