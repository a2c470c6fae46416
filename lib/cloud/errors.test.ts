import { describe, expect, test } from 'vitest'

import { errorInBody, parseCloudError } from './errors.ts'

const parse = (body: unknown, httpStatus = 400, headers = {}) =>
  parseCloudError(httpStatus, headers, typeof body === 'string' ? body : JSON.stringify(body), 'cph')

describe('every documented error shape becomes one error', () => {
  test.each<[string, unknown, { shape: string; code: string; message: string }]>([
    [
      'gateway, CPH, BSS, KPS',
      { error_code: 'CPS.0015', error_msg: 'The server does not exist.', request_id: 'r' },
      { shape: 'flat', code: 'CPS.0015', message: 'The server does not exist.' },
    ],
    [
      'ECS, EPS, IMS',
      { error: { code: 'EPS.0003', message: "policy doesn't allow" } },
      { shape: 'nested', code: 'EPS.0003', message: "policy doesn't allow" },
    ],
    [
      'IAM v3 with a numeric code',
      { error: { code: 401, message: 'The username or password is wrong.', title: 'Unauthorized' } },
      { shape: 'nested', code: '401', message: 'The username or password is wrong.' },
    ],
    [
      'VPC v1',
      { code: 'VPC.0101', message: 'Check vpc failed.' },
      { shape: 'plain', code: 'VPC.0101', message: 'Check vpc failed.' },
    ],
    [
      'nova',
      { itemNotFound: { message: 'Keypair not found', code: 404 } },
      { shape: 'keyed', code: 'itemNotFound', message: 'Keypair not found' },
    ],
    [
      'Neutron',
      { NeutronError: { type: 'SubnetNotFound', message: 'Subnet not found', detail: '' } },
      { shape: 'keyed', code: 'SubnetNotFound', message: 'Subnet not found' },
    ],
    [
      'a proxy in HTML',
      '<html>502</html>',
      { shape: 'opaque', code: 'HTTP.400', message: 'The cloud answered 400 without a reason.' },
    ],
    ['nothing', '', { shape: 'opaque', code: 'HTTP.400', message: 'The cloud answered 400 without a reason.' }],
    ['a list', [], { shape: 'opaque', code: 'HTTP.400', message: 'The cloud answered 400 without a reason.' }],
    ['null', 'null', { shape: 'opaque', code: 'HTTP.400', message: 'The cloud answered 400 without a reason.' }],
  ])('%s', (_, body, expected) => expect(parse(body)).toMatchObject(expected))

  test('a CPH code written without its dot is the same code', () => {
    expect(parse({ error_code: 'CPS0005', error_msg: 'x' }).code).toBe('CPS.0005')
  })

  test('the request id comes from whichever header the service uses, else from the body', () => {
    expect(parse({}, 400, { 'x-request-id': 'a' }).requestId).toBe('a')
    expect(parse({}, 400, { 'x-iam-trace-id': 'b' }).requestId).toBe('b')
    expect(parse({}, 400, { 'x-openstack-request-id': 'c' }).requestId).toBe('c')
    expect(parse({ error_code: 'A.1', request_id: 'd' }).requestId).toBe('d')
    expect(parse('').requestId).toBeUndefined()
  })
})

test('a security token that the gateway echoes is not in the error', () => {
  const echo = 'verify aksk signature fail,canonicalRequest:GET|/v1/|x-security-token:SECRET|x-sdk-date:2026|'
  const error = parse({ error_code: 'APIGW.0301', error_msg: echo }, 401)
  expect(error.message).toContain('x-sdk-date:2026')
  expect(JSON.stringify(error) + String(error) + (error.stack ?? '')).not.toContain('SECRET')
  expect(error.isCredentialRefusal).toBe(true)
})

test('a message is one line of bearable length', () => {
  const { message } = parse({ error_code: 'A.1', error_msg: `a\r\nb${'x'.repeat(5000)}` })
  expect(message).toMatch(/^a b/)
  expect(message).toHaveLength(1000)
})

describe('an error may hide in a 200', () => {
  test('an error code in the body is an error', () => {
    const body = { error_code: 'CBC.30050007', error_msg: 'Not found.', request_id: 'r' }
    expect(errorInBody(200, {}, body, 'bss')).toMatchObject({ code: 'CBC.30050007', httpStatus: 200, requestId: 'r' })
  })

  test.each([{ error_code: 'CBC.0000' }, { error_code: '' }, { error_code: null }, {}, [], 'text', undefined])(
    '%j is none',
    (body) => expect(errorInBody(200, {}, body, 'bss')).toBeUndefined(),
  )
})
