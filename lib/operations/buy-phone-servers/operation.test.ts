import { describe, expect, test } from 'vitest'
import { fullInput } from './fixtures/inputs.ts'
import { operation } from './operation.ts'

const documented = {
  request_id: '1564567b8bab40f34711234cb80d8574',
  order_id: 'CS1710111105S8IPB',
  product_id: '00301-25217-0--0',
  server_ids: ['1234567b8bab40ffb711234cb80d0234', '1678567b8bab40f93711234cb80d0764'],
}
const two = { ...fullInput, image: { ...fullInput.image, count: 2 } }

describe('the answer to a purchase', () => {
  test('the documented answer is a yes for the number of servers it names', () => {
    expect(operation.isAccepted(two, documented)).toBe(true)
    expect(operation.receipt(documented)).toEqual({
      orderId: 'CS1710111105S8IPB',
      productId: '00301-25217-0--0',
      resources: { kind: 'phone_server', ids: documented.server_ids },
    })
  })

  const [id = ''] = documented.server_ids
  test.each<[string, unknown]>([
    ['another number of servers', { ...documented, server_ids: [id] }],
    ['the same server twice', { ...documented, server_ids: [id, id] }],
    ['no order', { ...documented, order_id: undefined }],
    ['an order id of another form', { ...documented, order_id: 'cs-1' }],
    ['an error code', { ...documented, error_code: 'CPS.0062' }],
    ['nothing', undefined],
  ])('with %s is no yes', (_, answer) => expect(operation.isAccepted(two, answer)).toBe(false))

  test.each(['CPS.0003', 'CPS.0042', 'CPS.0061', 'CPS.0062', 'CPS.0063', 'CPS.0064', 'CPS.0090', 'CPS.0229'])(
    '%s may come after the order and proves nothing',
    (code) => expect(operation.refusals.has(code)).toBe(false),
  )
  test.each(['CPS.0001', 'CPS.0024', 'CPS.0065', 'CPS.0066', 'CPS.0087', 'CPS.0236'])(
    '%s comes before any order',
    (code) => expect(operation.refusals.has(code)).toBe(true),
  )
})

describe('what is sent', () => {
  test('the name carries the mark, and the order is left unpaid', () => {
    const { call, name } = operation.prepare(two, { projectId: 'p1', mark: 'k7f3q2wd' })
    expect(name).toBe(`${two.image.name}-k7f3q2wd`)
    expect(call).toMatchObject({
      method: 'POST',
      path: '/v2/p1/cloud-phone/servers',
      body: { server_name: name, count: 2, extend_param: { is_auto_pay: 0, charging_mode: 0 } },
    })
  })
})
