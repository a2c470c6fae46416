import { describe, expect, test } from 'vitest'
import type { ResizeFlavor } from '../lookups.ts'
import { chargeOf, knownCharge } from './charge.ts'
import { documentedInput, runningInput } from './fixtures/inputs.ts'
import { operation } from './operation.ts'
import { start } from './start.ts'

const specsOf = (charge: ReturnType<typeof chargeOf>) =>
  charge.kind === 'difference' || charge.kind === 'usage' ? [charge.from[0]?.spec, charge.to[0]?.spec] : []

describe('what it costs', () => {
  test('is a difference until the term ends for a yearly/monthly server, another hour for a pay-per-use one', () => {
    expect(operation.charge(documentedInput)).toMatchObject({
      kind: 'difference',
      resourceId: documentedInput.target.id,
    })
    expect(operation.charge(runningInput).kind).toBe('usage')
  })
  test('follows the system that billing knows the server by', () => {
    const { target } = documentedInput
    expect(specsOf(chargeOf({ ...target, resourceSpec: 's3.large.2.win' }, '2'))).toEqual(['s3.large.2.win', '2.win'])
    expect(specsOf(chargeOf({ ...target, resourceSpec: 's6.large.2.win' }, '2'))).toEqual([
      's3.large.2.linux',
      '2.linux',
    ])
    const { id, flavorId, billing } = target
    expect(specsOf(chargeOf({ id, flavorId, billing, isWindows: true }, '2'))).toEqual(['s3.large.2.win', '2.win'])
  })
  test('is asked as soon as a flavor is chosen, and not before', () => {
    const { target } = documentedInput
    expect(knownCharge({ target, flavor: {} })).toBeUndefined()
    expect(knownCharge({ target, flavor: { flavorId: '2' } })).toEqual(operation.charge(documentedInput))
  })
})

describe('the form', () => {
  const facts = { flavorId: 's6.large.2', vcpus: 2, memoryMib: 4096, billingMode: 'prepaid', osType: 'Windows' }
  const server = (more: Record<string, unknown>) =>
    start('a', { kind: 'ecs_server', id: 'i', name: 'n', facts: { ...facts, ...more } })

  test('opens with what is known of the server, and resizes a stopped one as it is', () => {
    expect(server({ status: 'SHUTOFF' })).toMatchObject({
      target: { id: 'i', name: 'n', flavorId: 's6.large.2', status: 'SHUTOFF', billing: 'prepaid', isWindows: true },
      power: { how: 'as_it_is' },
    })
  })
  test('lets a person decide about a running one', () => {
    expect(server({ status: 'ACTIVE' }).power).toEqual({})
  })
  test('leaves open what the mirror does not know, and keeps the host as the choice', () => {
    const { target, flavor } = server({ status: 'RESIZE', vcpus: null, dedicatedHostId: 'h', billingMode: 'spot' })
    expect(target).toMatchObject({ dedicatedHostId: 'h' })
    expect([target?.status, target?.vcpus, target?.billing]).toEqual([undefined, undefined, undefined])
    expect(flavor).toEqual({ dedicatedHostId: 'h' })
  })
})

describe('a reviewer', () => {
  const warned = (input: unknown) => operation.warnings(input).map((line) => line.split('|')[0])

  test('is told that a running server is switched off, and of nothing for a stopped one that grows', () => {
    expect(warned(runningInput)).toEqual(['resize-server.warning.stops'])
    expect(warned(documentedInput)).toEqual([])
  })
  test('is told of less memory, of Windows and of another host', () => {
    const { target, flavor } = documentedInput
    const host = '00000000-0000-4000-8000-000000000001'
    expect(
      warned({
        ...documentedInput,
        target: { ...target, isWindows: true },
        flavor: { ...flavor, memoryMib: 2048, dedicatedHostId: host },
      }),
    ).toEqual(['resize-server.warning.smaller', 'resize-server.warning.moves', 'resize-server.warning.windows'])
  })
  test('reads what is changed, from what, into what, and how', () => {
    const rows = operation.summarize(runningInput, {})
    expect(rows.map(({ value, words }) => words ?? value)).toEqual([
      'build-01',
      'c7.large.2 → c7.xlarge.2',
      'resize-server.sizeChange|{"vcpus":4,"memory":8,"vcpusNow":2,"memoryNow":4}',
      'resize-server.threadsValue.off',
      'resize-server.paymentValue.pay_per_use',
      'resize-server.powerValue.stop_and_start',
    ])
  })
})

describe('the last check', () => {
  const row: ResizeFlavor = {
    id: '2',
    vcpus: 4,
    memoryMib: 16_384,
    generation: 's3',
    performance: 'normal',
    canSetThreads: false,
  }
  const check = async (rows: ResizeFlavor[]) => {
    const asked: string[] = []
    const lookups = {
      resizeFlavors: async (serverId: string) => {
        asked.push(serverId)
        return rows
      },
    }
    // Nothing else of them is asked: another look-up would fail here.
    const fields = await operation.precheck(
      documentedInput,
      lookups as unknown as Parameters<typeof operation.precheck>[1],
    )
    expect(asked).toEqual([documentedInput.target.id])
    return fields['flavor.flavorId']
  }
  test('takes a flavor that is still what it was', async () => expect(await check([row])).toBeUndefined())
  test('refuses one that is no longer offered, can no longer be had, or changed', async () => {
    expect(await check([])).toBe('resize-server.error.flavorNotListed')
    expect(await check([{ ...row, disabled: 'operations.reasons.flavorWithdrawn' }])).toBe(
      'operations.reasons.flavorWithdrawn',
    )
    expect(await check([{ ...row, memoryMib: 8192 }])).toBe('resize-server.error.flavorChanged')
  })
})
