import { describe, expect, test } from 'vitest'
import { textsIn } from '#lib/testing/texts-in.ts'
import { fixedLookups } from '../phone-placement/testing/fixed-lookups.ts'
import { fullInput, leastInput } from './fixtures/inputs.ts'
import { operation } from './operation.ts'

const answer = {
  request_id: '1564567b8bab40f34711234cb80d8574',
  server_id: fullInput.target.id,
  job_id: '3648acdc113a44d39a95f95bf3b8b01e',
}
const [first = '', second = ''] = fullInput.danger.phoneIds

describe('the answer to a switch', () => {
  test('is a yes for the server that was asked for, with a job and without an order', () => {
    expect(operation.isAccepted(fullInput, answer)).toBe(true)
    expect(operation.receipt(answer)).toEqual({
      jobId: answer.job_id,
      resources: { kind: 'phone_server', ids: [fullInput.target.id] },
    })
    expect(operation.hasOrder(fullInput)).toBe(false)
  })

  test('is no yes when it names another server', () => {
    expect(operation.isAccepted(fullInput, { ...answer, server_id: 'f'.repeat(32) })).toBe(false)
  })

  test.each(['CPS.0003', 'CPS.0042', 'CPS.0054', 'CPS.0061', 'CPS.0090', 'CPS.0091', 'CPS.0092', 'CPS.0229'])(
    '%s may come after it began and proves nothing',
    (code) => expect(operation.refusals.has(code)).toBe(false),
  )
  test.each(['CPS.0001', 'CPS.0015', 'CPS.0028', 'CPS.0065', 'CPS.0066', 'CPS.0099', 'CPS.0157', 'CPS.0236'])(
    '%s comes before anything is done',
    (code) => expect(operation.refusals.has(code)).toBe(true),
  )
  test('codes about orders, names and numbers are none of its answers', () => {
    for (const code of ['CPS.0024', 'CPS.0056', 'CPS.0060', 'CPS.0087'])
      expect(operation.refusals.has(code)).toBe(false)
  })
})

describe('what is sent', () => {
  test('goes to the server’s own address, under the name that it has', () => {
    const { call, name, hasOrder } = operation.prepare(fullInput, { projectId: 'p1', mark: 'k7f3q2wd' })
    expect([name, hasOrder]).toEqual(['arcade', false])
    expect(call).toMatchObject({
      method: 'POST',
      path: `/v2/p1/cloud-phone/servers/${fullInput.target.id}/change`,
      body: { phone_model_name: 'rs2.plus', availability_zone: 'cn-east-3a' },
    })
  })

  test('is told from no other open change of that server, whatever changes', () => {
    const { fingerprint } = operation.prepare(fullInput, { projectId: 'p1', mark: 'a' })
    expect(fingerprint).toBe(`phone-server|${fullInput.target.id}`)
  })

  test('brings about new phones in place of the very ones that were ticked for', () => {
    const { effect } = operation.prepare(fullInput, { projectId: 'p1', mark: 'a' })
    expect(effect).toEqual({
      kind: 'phone_server_switched',
      serverId: fullInput.target.id,
      was: {
        serverModel: 'physical.kg1.4xlarge.cp',
        phoneModel: 'kg1.cp.c20.d64SSD.e1v1',
        phoneIds: [first, second],
        zone: 'cn-east-3b',
      },
    })
  })
})

describe('what a reviewer reads', () => {
  test('names each phone that is lost, as the cloud calls it', async () => {
    const phones = [
      { id: first, name: 'arcade-00001' },
      { id: second, name: 'arcade-00002' },
      { id: 'f'.repeat(32), name: 'arcade-00003' },
    ]
    const names = await operation.names(fullInput, fixedLookups({ phones: async () => phones }))
    expect(operation.summarize(fullInput, names).find(({ step }) => step === 'danger')?.list).toEqual([
      { value: 'arcade-00001', detail: first },
      { value: 'arcade-00002', detail: second },
    ])
  })

  test.each([
    ['en', 'All data on 2 phones of arcade will be lost.'],
    ['zh-CN', 'arcade 的 2 台云手机上的所有数据将丢失。'],
  ] as const)('says in %s how many phones lose their data', (locale, words) => {
    expect(textsIn(locale, operation.warnings(fullInput))).toContain(words)
  })

  test('says that the zone stays, or from where to where it goes', () => {
    const zone = (input: typeof fullInput) =>
      operation.summarize(input, {}).find(({ label }) => label === 'wizard.zone')
    expect(zone(fullInput)).toMatchObject({ value: 'cn-east-3b → cn-east-3a' })
    expect(zone(leastInput)).toMatchObject({ words: 'switch-phone-server.stays' })
  })

  test('costs nothing, and says what it takes instead', () => {
    expect(operation.charge(fullInput)).toEqual({ kind: 'none' })
    expect(textsIn('en', [operation.priceNote ?? ''])[0]).toContain('no money')
  })
})

test('a phone flavor for other hardware is refused at its field', async () => {
  const rx1 = { ...leastInput, target: { ...leastInput.target, serverModel: 'physical.rx1.xlarge' } }
  expect(await operation.precheck(leastInput, fixedLookups())).toEqual({})
  expect(await operation.precheck(rx1, fixedLookups())).toEqual({
    'model.phoneModel': 'errors.phoneModelNotFitting',
  })
})
