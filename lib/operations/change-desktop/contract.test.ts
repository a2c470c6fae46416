import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { messageText, parseMessage, type LooseTranslator } from '#lib/i18n/message-text.ts'
import { translatorFor } from '#lib/i18n/translator.ts'
import { withChanges } from '#lib/testing/with-changes.ts'
import { Input } from './contract.ts'
import { expandNowInput, inputs, resizeInput, resizeNowInput } from './fixtures/inputs.ts'
import { wrongInputs } from './fixtures/wrong-inputs.ts'
import { described } from './testing/described.ts'
import { Accepted, ChangeOrder, ExpandNow, ResizeNow, toDesktopCall } from './wire.ts'

const documented: { path: string; request: Record<string, unknown>; answer: unknown } = JSON.parse(
  readFileSync(new URL('fixtures/documented.json', import.meta.url), 'utf8'),
)
const projectId = '0bec5db98280d2d02fd6c00c2de791ce'
const unpaid = { extend_param: { is_auto_pay: 'false' } }

describe('the vendor’s example', () => {
  test('passes unchanged, request and answer, in both descriptions', () => {
    expect(ChangeOrder.parse(documented.request)).toEqual(documented.request)
    expect(described.order(documented.request)).toBe(true)
    expect(Accepted.parse(documented.answer)).toEqual(documented.answer)
  })
  test('is what the form makes of the same answers, but never paid by itself', () => {
    const { path, body } = toDesktopCall(Input.parse(resizeInput), projectId)
    expect(path).toBe(documented.path)
    expect(body).toEqual({ ...documented.request, ...unpaid })
  })
})

describe('the call', () => {
  test('of a way never holds a member of another', () => {
    const bodies = Object.values(inputs).map((input) => toDesktopCall(Input.parse(input), projectId).body)
    expect(bodies).toEqual([
      { type: 'resizeDesktops', resize_product_id: 'workspacehost.k.large4', ...unpaid },
      {
        type: 'expandVolumes',
        expand_volume_id: '230432f1-44a4-47a1-862e-cd0b65c04bd1',
        expand_new_size: 200,
        ...unpaid,
      },
      { type: 'meteredToPeriod', is_subscribe: true, period_type: 2, period_num: 1, is_auto_renew: 0, ...unpaid },
      {
        type: 'resizeExclusiveLites',
        exclusive_lites_product_id: 'workspacehost.lite.desktop',
        new_quantity: 6,
        ...unpaid,
      },
      {
        type: 'resizeExclusiveLites',
        exclusive_lites_product_id: 'workspacehost.lite.desktop',
        new_quantity: 2,
        ...unpaid,
      },
    ])
  })
  test('for a desktop that is paid as it is used is one without an order', () => {
    const resized = toDesktopCall(Input.parse(resizeNowInput), projectId)
    expect(resized.path).toBe(`/v2/${projectId}/desktops/resize`)
    expect(ResizeNow.parse(resized.body)).toEqual(resized.body)
    const expanded = toDesktopCall(Input.parse(expandNowInput), projectId)
    expect(expanded.path).toBe(
      `/v2/${projectId}/desktops/${expandNowInput.target.id}/volumes/230432f1-44a4-47a1-862e-cd0b65c04bd1/expand`,
    )
    expect(ExpandNow.parse(expanded.body)).toEqual({ new_size: 200 })
  })
  test('names the enterprise project where one was chosen', () => {
    const chosen = withChanges(resizeInput, { 'change.enterpriseProjectId': 'e1' })
    expect(toDesktopCall(Input.parse(chosen), projectId).body).toMatchObject({ enterprise_project_id: 'e1' })
  })
})

test('a smaller product is taken for a desktop that is paid as it is used', () => {
  const smaller = withChanges(resizeNowInput, { 'change.memoryMib': 2048 })
  expect(Input.safeParse(smaller).success).toBe(true)
})

describe('a wrong input is refused at its field', () => {
  test('there are at least 40 of them, and 10 of each way', () => {
    expect(wrongInputs.length).toBeGreaterThanOrEqual(40)
    const ways = Map.groupBy(wrongInputs, ({ of }) => (of === 'fewer' ? 'host' : of))
    expect([...ways.values()].every((rows) => rows.length >= 10)).toBe(true)
  })

  test.each(wrongInputs.map((row) => [row.name, row] as const))('%s', (_, { of, set, field, message, wire }) => {
    const { error } = Input.safeParse(withChanges(inputs[of], set))
    const found = error?.issues.find((issue) => issue.path.join('.') === field)?.message
    expect(parseMessage(found ?? 'nothing').key).toBe(message)
    for (const locale of ['en', 'zh-CN'] as const) {
      // The whole tree of messages, by keys that are only known here.
      const translate = translatorFor(locale, undefined as never) as unknown as LooseTranslator
      const words = messageText(translate, found ?? '')
      expect(words).toMatch(locale === 'en' ? /^[A-Z][^|]+$/ : /^\p{Script=Han}.+$/u)
    }
    if (wire === undefined) return
    const body = withChanges(toDesktopCall(Input.parse(inputs[of]), projectId).body, wire)
    expect([ChangeOrder.safeParse(body).success, described.order(body)]).toEqual([false, false])
  })
})
