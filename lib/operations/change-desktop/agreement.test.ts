import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { parseMessage } from '#lib/i18n/message-text.ts'
import { fromSchema, mutated } from '#lib/testing/from-schema.ts'
import { withChanges } from '#lib/testing/with-changes.ts'
import { type Change, Input, type Target } from './contract.ts'
import { expandNowInput, inputs, resizeInput, resizeNowInput } from './fixtures/inputs.ts'
import { described, schemas } from './testing/described.ts'
import { ChangeOrder, ExpandNow, ResizeNow, toDesktopCall } from './wire.ts'

const numRuns = 2000
const projectId = '0bec5db98280d2d02fd6c00c2de791ce'

const productId = fc.stringMatching(/^workspace\.[a-z0-9.]{1,60}$/)
const project = fc.option(fc.stringMatching(/^[0-9a-f-]{1,36}$/), { nil: undefined })
const volumeId = fc.uuid()
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    way: fc.constant('resize' as const),
    productId,
    vcpus: fc.integer({ min: 64, max: 128 }),
    memoryMib: fc.integer({ min: 70_000, max: 900_000 }),
    enterpriseProjectId: project,
  }),
  fc.record({
    way: fc.constant('expand' as const),
    volumeId,
    newSize: fc.integer({ min: 101, max: 3276 }).map((tens) => tens * 10),
    enterpriseProjectId: project,
  }),
  fc
    .record({ unit: fc.constantFrom('month' as const, 'year' as const), autoRenew: fc.boolean(), most: fc.nat() })
    .map(({ unit, autoRenew, most }) => ({
      way: 'period' as const,
      unit,
      count: 1 + (most % (unit === 'month' ? 9 : 3)),
      autoRenew,
    })),
  fc.record({
    way: fc.constant('host' as const),
    productId,
    quantity: fc.integer({ min: 0, max: 300 }),
    enterpriseProjectId: project,
  }),
)

/** A desktop that the change is possible for, paid one way or the other where both are. */
function fitting(made: Change, isPrepaid: boolean): Input {
  const billing = made.way === 'period' || (!isPrepaid && made.way !== 'host') ? 'pay_per_use' : 'prepaid'
  const disks = made.way === 'expand' ? [{ ...diskOf, volumeId: made.volumeId }] : []
  const host: Target['host'] = { id: 'host-1', name: 'wdh-01', count: 0 }
  const { enterpriseProjectId, ...rest } = made
  const takesProject = billing === 'prepaid' && enterpriseProjectId !== undefined
  return {
    ...resizeInput,
    target: { ...resizeInput.target, billing, disks, ...(made.way === 'host' && { host }) },
    change: { ...rest, ...(takesProject && { enterpriseProjectId }) },
  }
}
const diskOf = { name: 'd', kind: 'SSD', spec: '', sizeGib: 1000, isSystem: false }

const bodies = [
  { name: 'change orders', schema: ChangeOrder, validate: described.order, ref: 'ChangeOrderBody' },
  { name: 'resizes at once', schema: ResizeNow, validate: described.resize, ref: 'ResizeDesktopsBody' },
  { name: 'expansions at once', schema: ExpandNow, validate: described.expand, ref: 'ExpandVolumeBody' },
]
const samples: Record<string, unknown[]> = {
  ChangeOrderBody: Object.values(inputs).map((input) => toDesktopCall(Input.parse(input), projectId).body),
  ResizeDesktopsBody: [toDesktopCall(Input.parse(resizeNowInput), projectId).body],
  ExpandVolumeBody: [toDesktopCall(Input.parse(expandNowInput), projectId).body],
}

type Described = (typeof bodies)[number]

/** Both verdicts on a body; a difference fails, with what either side said. */
function expectOneVerdict({ schema, validate }: Pick<Described, 'schema' | 'validate'>, body: unknown): boolean {
  const isTheirs = validate(body)
  const ours: z.ZodSafeParseResult<unknown> = schema.safeParse(body)
  const issues = ours.error?.issues.map(({ message }) => parseMessage(message).key)
  expect({ body, isOurs: ours.success, issues, theirs: validate.errors }).toMatchObject({ isOurs: isTheirs })
  return isTheirs
}

test('whatever a person can submit becomes a body that both descriptions accept', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(change, fc.boolean(), (made, isPrepaid) => {
      const input = Input.safeParse(fitting(made, isPrepaid))
      // A number that changes nothing is the one thing that this generator makes wrong.
      fc.pre(input.success)
      const { api, body } = toDesktopCall(input.data, projectId)
      seen.add(api)
      const [order, resize, expand] = bodies
      const used = {
        'workspace.changeOrder': order,
        'workspace.resizeDesktops': resize,
        'workspace.expandVolume': expand,
      }[api]
      if (!used) throw new Error(`No description for ${api}`)
      expect(expectOneVerdict(used, body)).toBe(true)
    }),
    { numRuns },
  )
  expect([...seen].toSorted()).toEqual(['workspace.changeOrder', 'workspace.expandVolume', 'workspace.resizeDesktops'])
})

describe.each(bodies.map((each) => [each.name, each] as const))('the two descriptions agree on %s', (_, each) => {
  test('made from the cloud’s document', () => {
    fc.assert(
      fc.property(fromSchema({ $ref: each.ref }, schemas), (body) => {
        expectOneVerdict(each, body)
      }),
      { numRuns },
    )
  })
  test('that are valid but for one or two members', () => {
    const seen = new Set<boolean>()
    const body = fc.constantFrom(...(samples[each.ref] ?? [])).chain(mutated)
    fc.assert(
      fc.property(fc.oneof(body, body.chain(mutated)), (made) => {
        seen.add(expectOneVerdict(each, made))
      }),
      { numRuns },
    )
    expect(seen.size).toBe(2)
  })
})

/** What both descriptions take and the form does not make: a choice of ours, not of the cloud. */
const onlyTheCallTakes = [
  {
    what: 'an order without a term, where the form always buys one',
    body: { type: 'meteredToPeriod' },
    form: withChanges(inputs.period, { 'change.unit': undefined }),
  },
  {
    what: 'an order that pays itself, where ours is read and compared first',
    body: { type: 'resizeDesktops', resize_product_id: 'p', extend_param: { is_auto_pay: 'true' } },
    form: withChanges(resizeInput, { 'change.isAutoPay': 'true' }),
  },
  {
    what: 'an enterprise project that is empty, where the form leaves it out',
    body: { type: 'resizeDesktops', resize_product_id: 'p', enterprise_project_id: '' },
    form: withChanges(resizeInput, { 'change.enterpriseProjectId': '' }),
  },
  {
    what: 'for what is expanded at once, a size that is no multiple of 10',
    body: { new_size: 201 },
    form: withChanges(expandNowInput, { 'change.newSize': 201 }),
  },
  {
    what: 'for what is expanded at once, more than 32760 GB',
    body: { new_size: 32_768 },
    form: withChanges(expandNowInput, { 'change.newSize': 32_768 }),
  },
]

describe('the form is narrower than the call in', () => {
  test.each(onlyTheCallTakes.map((row) => [row.what, row] as const))('%s', (_, { body, form }) => {
    const [order, , expand] = bodies
    const each = 'type' in body ? order : expand
    if (!each) throw new Error('There is no description')
    expect(expectOneVerdict(each, body)).toBe(true)
    expect(Input.safeParse(form).success).toBe(false)
  })
})
