import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { messageText, parseMessage, type LooseTranslator } from '#lib/i18n/message-text.ts'
import { translatorFor } from '#lib/i18n/translator.ts'
import { comparing, described, type Verdict } from '#lib/testing/agreement.ts'
import { fromSchema, mutated } from '#lib/testing/from-schema.ts'
import { withChanges } from '#lib/testing/with-changes.ts'
import { Accepted, Body, Input, toBody } from './contract.ts'
import { documentedInput, runningInput } from './fixtures/inputs.ts'
import { wrongInputs } from './fixtures/wrong-inputs.ts'
import { operation } from './operation.ts'

const documented: { request: { resize: Record<string, unknown> }; answers: unknown[]; refusal: unknown } = JSON.parse(
  readFileSync(new URL('fixtures/documented.json', import.meta.url), 'utf8'),
)
const theirs = described('ecs', 'ResizeServerBody')

/** What one description takes and the other does not, on purpose. */
const differences = [
  {
    what: 'the document takes the flag that ignores missing drivers, whose place nobody documents',
    messages: ['errors.unknownField'],
    example: { 'resize.force': true },
  },
]
const isIntended = (body: unknown) =>
  typeof body === 'object' && body !== null && JSON.stringify(body).includes('"force":')
const compare = comparing(Body, theirs, new Set())
const compareWithForce = comparing(Body, theirs, new Set(differences.flatMap(({ messages }) => messages)))
const verdictOn = (body: unknown) => (isIntended(body) ? compareWithForce : compare)(body)

describe('the vendor’s example', () => {
  test('passes unchanged, request and answers', () => {
    expect(Body.parse(documented.request)).toEqual(documented.request)
    expect(theirs.refusals(documented.request)).toEqual([])
    for (const answer of documented.answers) expect(Accepted.parse(answer)).toEqual(answer)
  })
  test('is what the form makes of the same answers, but never paid by itself', () => {
    const { resize } = documented.request
    expect(toBody(Input.parse(documentedInput))).toEqual({ resize: { ...resize, extendparam: { isAutoPay: 'false' } } })
  })
})

describe('an answer', () => {
  const [job, order] = documented.answers
  const prepaid = documentedInput
  test('of an order, or of an order and a job, takes the resize of a yearly/monthly server', () => {
    expect(operation.isAccepted(prepaid, order)).toBe(true)
    expect(operation.isAccepted(prepaid, { ...Object(order), ...Object(job) })).toBe(true)
    expect(operation.receipt({ ...Object(order), ...Object(job) })).toMatchObject({ ...ids })
  })
  test('without an order is none for a yearly/monthly server: it could not be paid', () => {
    expect(operation.isAccepted(prepaid, job)).toBe(false)
  })
  test('of a job takes the resize of a pay-per-use server, and one of an order does not', () => {
    expect(operation.isAccepted(runningInput, job)).toBe(true)
    expect(operation.isAccepted(runningInput, order)).toBe(false)
  })
  test.each([undefined, {}, { dry_run: true }, documented.refusal, { job_id: '' }, { order_id: 'none' }])(
    'of %j takes nothing: so a passed try looks',
    (answer) => {
      for (const input of [prepaid, runningInput]) expect(operation.isAccepted(input, answer)).toBe(false)
    },
  )
  const ids = { orderId: 'CS1711152257C60TL', jobId: '70a599e0-31e7-49b7-b260-868f441e862b' }
})

test('the try is the very call with one member more', () => {
  for (const input of [documentedInput, runningInput]) {
    const { call, dryRun } = operation.prepare(input, { projectId: 'p', mark: 'abcdefgh' })
    expect(dryRun).toEqual({ ...call, body: { ...call.body, dry_run: true } })
    expect(theirs.refusals(dryRun?.body)).toEqual([])
  }
})

const inputs = fc
  .record({
    isOnHost: fc.boolean(),
    isRunning: fc.boolean(),
    billing: fc.constantFrom('prepaid', 'pay_per_use'),
    canSetThreads: fc.boolean(),
    hyperThreading: fc.constantFrom('default', 'on', 'off', undefined),
    now: fc.stringMatching(/^[a-z][0-9][a-z]?\.[a-z0-9]{1,10}\.[0-9]$/),
    flavorId: fc.stringMatching(/^[A-Za-z0-9._-]{1,255}$/),
    vcpus: fc.integer({ min: 1, max: 128 }),
    host: fc.uuid(),
    id: fc.uuid(),
    accountId: fc.uuid({ version: 4 }),
  })
  .filter(({ now, flavorId }) => now !== flavorId)
  .map(({ isOnHost, isRunning, billing, canSetThreads, hyperThreading, now, flavorId, vcpus, host, id, accountId }) => {
    const onHost = isOnHost ? { dedicatedHostId: host } : {}
    const size = { vcpus, memoryMib: vcpus * 2048 }
    const status = isRunning ? 'ACTIVE' : 'SHUTOFF'
    return {
      account: { accountId },
      target: { id, name: 'a server', flavorId: now, ...size, status, billing, isWindows: false, ...onHost },
      flavor: {
        flavorId,
        ...size,
        canSetThreads,
        ...(canSetThreads && hyperThreading && { hyperThreading }),
        ...onHost,
      },
      power: { how: isRunning ? 'stop_and_start' : 'as_it_is' },
    }
  })

const numRuns = 2000

describe('the two descriptions agree', () => {
  test('on whatever a person can submit', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const body = toBody(Input.parse(input))
        expect(Body.parse(body)).toEqual(body)
        expect(theirs.refusals(body)).toEqual([])
      }),
      { numRuns },
    )
  })
  test('on bodies made from the cloud’s document', () => {
    const seen = new Set<Verdict>()
    fc.assert(
      fc.property(fromSchema({ $ref: 'ResizeServerBody' }, theirs.schemas), (body) => {
        const found = verdictOn(body)
        seen.add(found.verdict)
        expect(found).not.toMatchObject({ verdict: 'disagree' })
      }),
      { numRuns },
    )
    expect(seen).toContain('both accept')
  })
  test('on valid bodies with one or two members changed', () => {
    const seen = new Set<Verdict>()
    const body = fc
      .constantFrom<unknown>({ ...documented.request, dry_run: true }, { ...toBody(runningInput), dry_run: false })
      .chain(mutated)
    fc.assert(
      fc.property(fc.oneof(body, body.chain(mutated)), (made) => {
        const found = verdictOn(made)
        seen.add(found.verdict)
        expect(found).not.toMatchObject({ verdict: 'disagree' })
      }),
      { numRuns },
    )
    expect([...seen].toSorted()).toEqual(expect.arrayContaining(['both accept', 'both refuse']))
  })
})

describe('the two descriptions differ only where', () => {
  test.each(differences.map((difference) => [difference.what, difference] as const))('%s', (_, { example }) => {
    expect(verdictOn(withChanges(documented.request, example)).verdict).toBe('ours alone refuses')
  })
})

describe('a wrong input is refused at its field', () => {
  test('there are at least 25 of them', () => expect(wrongInputs.length).toBeGreaterThanOrEqual(25))

  test.each(wrongInputs.map((wrong) => [wrong.name, wrong] as const))(
    '%s',
    (_, { of, set, field, message, wire, refusal }) => {
      const { error } = Input.safeParse(withChanges(of, set))
      const found = error?.issues.find((issue) => issue.path.join('.') === field)?.message
      expect(parseMessage(found ?? 'nothing').key).toBe(message)
      for (const locale of ['en', 'zh-CN'] as const) {
        // The whole tree of messages, by keys that are only known here.
        const translate = translatorFor(locale, undefined as never) as unknown as LooseTranslator
        const words = messageText(translate, found ?? '')
        expect(words).toMatch(locale === 'en' ? /^[A-Z][^|]+$/ : /^\p{Script=Han}.+$/u)
      }
      if (wire === undefined || refusal !== undefined) return
      const body = withChanges(toBody(of), wire)
      expect([Body.safeParse(body).success, theirs.refusals(body).length > 0]).toEqual([false, true])
    },
  )
  test('beside what is missing in a later step', () => {
    const { error } = Input.safeParse(withChanges(documentedInput, { 'flavor.dedicatedHostId': undefined, power: {} }))
    expect(error?.issues.map(({ path }) => path.join('.')).toSorted()).toEqual(['flavor.dedicatedHostId', 'power.how'])
  })
})
