import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endpointFor } from '#lib/cloud/endpoints.ts'
import { createTransport } from '#lib/cloud/transport.ts'
import { systemClock } from '#lib/clock.ts'
import { createLookupCache } from '#lib/inventory/lookup-cache.ts'
import { createLookups } from '#lib/inventory/lookups.ts'
import { preflight } from '#lib/inventory/preflight.ts'
import type { AccountReads } from '#lib/inventory/reads.ts'
import { fullInput } from '#lib/operations/buy-phone-servers/fixtures/inputs.ts'
import { productsOf } from '#lib/operations/buy-phone-servers/products.ts'
import type { Lookups } from '#lib/operations/lookups.ts'
import { quote, quoteFor } from '#lib/quotes/quote.ts'
import { type Credential, type PretendCloud, startPretendCloud } from '../cloud.ts'

// What the wizard chooses from, over the wire: signed calls to the pretend cloud.

const region = 'cn-north-4'
const opened: AccountReads[] = []
let cloud: PretendCloud
let keys: Credential[]

beforeAll(async () => {
  cloud = await startPretendCloud()
  keys = await cloud.credentials()
})
afterAll(async () => {
  for (const reads of opened) reads.close()
  await cloud.stop()
})

function readsWith(kind: string, secret?: string): AccountReads {
  const key = keys.find((row) => row.kind === kind && row.region === region)
  if (!key) throw new Error(`There is no key of the kind ${kind}`)
  const account = { site: 'china', region } as const
  const transport = createTransport({
    projectId: key.project_id,
    domainId: key.domain_id,
    credentials: async () => ({ kind: 'access_key', accessKey: key.ak, secretKey: secret ?? key.sk }),
    resolve: (service) => endpointFor(account, service, cloud.url, [cloud.url]),
    clock: systemClock,
    attemptsMax: 1,
  })
  const reads = { ...transport, accountId: 'account', region }
  opened.push(reads)
  return reads
}

const lookupsWith = (kind: string): Lookups =>
  createLookups(readsWith(kind), { cacheKey: kind, cache: createLookupCache() })

describe('choices', () => {
  test('server flavors without a phone flavor on sale come last and say why', async () => {
    const rows = await lookupsWith('read').serverModels()
    expect(rows.find((row) => row.name === 'physical.kg1.4xlarge.cp')).toEqual({
      name: 'physical.kg1.4xlarge.cp',
      hardware: 'Hi1620',
      cpu: 128,
      memoryGb: 512,
      gaming: false,
      cloudDisks: true,
    })
    const usable = rows.map((row) => row.disabled === undefined)
    expect(usable).toEqual(usable.toSorted((a, b) => Number(b) - Number(a)))
    expect(rows.at(-1)?.disabled).toBe('operations.reasons.noPhoneModel')
  })

  test('phone flavors that are offline are there, and off sale', async () => {
    const rows = await lookupsWith('read').phoneModels()
    const named = (name: string) => rows.find((row) => row.name === name)
    expect(named('kg1.cp.c150.d10GPSSD.e2v2.br150')?.disabled).toBe('operations.reasons.offSale')
    expect(named('rs2.plus')).toMatchObject({ generation: '2.0', phones: 60, imageLabel: 'cloud_phone' })
    expect(named('kg1.cp.c20.d64SSD.e1v1')).toMatchObject({ generation: '1.0', phones: 20 })
  })

  test('images of the account stand beside public ones', async () => {
    const rows = await lookupsWith('read').phoneImages()
    expect(rows.filter((row) => row.custom).map((row) => row.name)).toEqual(['team-build-42'])
    expect(rows.length).toBeGreaterThan(5)
  })

  test('subnets are those of the VPC, with free addresses and IPv6', async () => {
    const lookups = lookupsWith('read')
    const [vpc] = await lookups.vpcs()
    const rows = await lookups.subnets(vpc?.id ?? '')
    expect(rows.map((row) => row.vpcId)).toEqual(rows.map(() => vpc?.id))
    expect(rows.map(({ name, ipv6 }) => [name, ipv6])).toEqual([
      ['subnet-live-a', false],
      ['subnet-live-b', true],
    ])
    expect(rows.every((row) => (row.freeAddresses ?? 0) > 0)).toBe(true)
  })

  test('only public addresses that nothing uses are offered', async () => {
    const rows = await lookupsWith('read').freeEips()
    expect(rows.length).toBeGreaterThan(0)
    expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length)
    expect(rows.every((row) => row.address !== '')).toBe(true)
  })

  test('a shared bandwidth says how many addresses it still takes', async () => {
    const [row] = await lookupsWith('read').sharedBandwidths()
    expect(row).toMatchObject({ name: 'shared-live', sizeMbps: 300, chargeMode: 'bandwidth' })
    expect((row?.room ?? 0) + (row?.eips ?? 0)).toBe(20)
  })

  test('lines that the region does not have cannot be chosen', async () => {
    const rows = await lookupsWith('read').eipLines()
    expect(rows.find((row) => row.type === '5_bgp')).toEqual({ type: '5_bgp' })
    expect(rows.find((row) => row.type === '5_union')?.disabled).toBe('operations.reasons.lineNotHere')
  })

  test('key pairs of the whole account can be chosen; those of one user are not, whoever that is', async () => {
    expect((await lookupsWith('read').keypairs()).filter((row) => row.disabled === undefined)).toHaveLength(3)
    const own = await lookupsWith('spend').keypairs()
    expect(own.find((row) => row.scope === 'user')?.disabled).toBe('operations.reasons.privateKeypair')
  })

  test('enterprise projects and zones are named', async () => {
    const lookups = lookupsWith('read')
    expect((await lookups.enterpriseProjects()).map((row) => row.name)).toEqual(['default', 'live-commerce'])
    expect((await lookups.zones()).map((row) => row.name)).toContain('cn-north-4a')
  })
})

describe('pre-flight', () => {
  test('an account with everything is green in every line', async () => {
    const lines = await preflight(readsWith('read'))
    expect(lines.map((line) => [line.key, line.state])).toEqual([
      ['signature', 'ok'],
      ['agency', 'ok'],
      ['vpc', 'ok'],
      ['keypair', 'ok'],
      ['quota', 'ok'],
      ['servers', 'ok'],
      ['balance', 'ok'],
    ])
  })

  test('a missing agency is red, with the way to create it', async () => {
    const lines = await preflight(readsWith('no-agency'))
    expect(lines.find((line) => line.key === 'agency')).toEqual({
      key: 'agency',
      state: 'failed',
      words: 'preflight.failed.agency',
      fix: 'preflight.fix.agency',
    })
  })

  test('what the key may not see is not known, which is no failure', async () => {
    const lines = await preflight(readsWith('no-billing'))
    expect(lines.find((line) => line.key === 'balance')).toEqual({
      key: 'balance',
      state: 'unknown',
      words: 'preflight.unknown.balance',
      code: 'CBC.0151',
    })
  })

  test('a refused key is said at once, and not tried again with the other questions', async () => {
    const lines = await preflight(readsWith('poor', 'wrong'.padEnd(40, '0')))
    expect(lines).toEqual([
      {
        key: 'signature',
        state: 'failed',
        words: 'preflight.failed.signature',
        fix: 'preflight.fix.signature',
        code: 'APIGW.0301',
      },
    ])
    expect((await preflight(readsWith('poor')))[0]?.state).toBe('ok')
  })
})

const purchaseOf = (input: Parameters<typeof productsOf>[0]) => ({
  kind: 'purchase' as const,
  products: productsOf(input),
})

describe('price', () => {
  test('servers and disks are priced together, line by line', async () => {
    const found = await quote(readsWith('read'), purchaseOf(fullInput), systemClock)
    if (found.state !== 'priced') throw new Error(found.state)
    expect(found.currency).toBe('CNY')
    expect(found.lines.map((line) => [line.product.kind, line.product.quantity])).toEqual([
      ['phone_server', 2],
      ['disk', 2],
      ['disk', 2],
    ])
    const sum = found.lines.reduce((total, line) => total + (line.officialMinor ?? 0), 0)
    expect(found.officialMinor).toBe(sum)
    expect(found.amountMinor + found.discountMinor).toBe(found.officialMinor)
  })

  test('a product that billing does not know has no price, and says so', async () => {
    const charge = purchaseOf({ ...fullInput, model: { ...fullInput.model, phoneModel: 'rs9.nobody' } })
    expect(await quote(readsWith('read'), charge, systemClock)).toEqual({
      state: 'unavailable',
      reason: 'quote.unknownProduct',
    })
    expect(await quoteFor(readsWith('read'), charge, systemClock)).toEqual({ price: null, usage: null })
  })

  test('without billing rights there is no price', async () => {
    expect(await quote(readsWith('no-billing'), purchaseOf(fullInput), systemClock)).toEqual({
      state: 'unavailable',
      reason: 'quote.noBillingRight',
    })
  })
})
