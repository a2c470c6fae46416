import { expect, test } from 'vitest'
import { fullInput, leastInput } from './fixtures/inputs.ts'
import { productsOf } from './products.ts'
import { start } from './start.ts'
import { knownProducts } from './steps/known-products.ts'

const accountId = fullInput.account.accountId

test('servers and both disks have a price, each for the whole number and term', () => {
  const common = { period: { unit: 'month', count: 1 }, quantity: 2 }
  expect(productsOf(fullInput)).toEqual([
    { ...common, kind: 'phone_server', spec: 'physical.kg1.4xlarge.cp.rs2.plus' },
    { ...common, kind: 'disk', spec: 'GPSSD', size: 100 },
    { ...common, kind: 'disk', spec: 'SSD', size: 200 },
  ])
})

test('phones of a 1.0 flavor bring their disk', () => {
  expect(productsOf(leastInput).map((product) => product.kind)).toEqual(['phone_server'])
})

test('a form as it opens has no price yet', () => {
  expect(knownProducts(start(accountId))).toBeUndefined()
})

test('the price is known as soon as flavors, number and term are', () => {
  const { model } = fullInput
  expect(knownProducts({ ...start(accountId), model })).toEqual([
    {
      period: { unit: 'month', count: 1 },
      quantity: 1,
      kind: 'phone_server',
      spec: 'physical.kg1.4xlarge.cp.rs2.plus',
    },
  ])
})

test('a disk counts once its size is possible', () => {
  const disks = (sizeGib: number | undefined) => ({
    generation: '2.0' as const,
    phoneDisk: { type: 'SSD' as const, sizeGib },
  })
  const kinds = (sizeGib: number | undefined) =>
    knownProducts({ ...fullInput, disks: disks(sizeGib) })?.map((product) => product.kind)
  expect(kinds(undefined)).toEqual(['phone_server'])
  expect(kinds(9)).toEqual(['phone_server'])
  expect(kinds(10)).toEqual(['phone_server', 'disk'])
})

test.each([
  ['eleven servers', { ...fullInput, image: { ...fullInput.image, count: 11 } }],
  ['a number that is none', { ...fullInput, image: { ...fullInput.image, count: Number.NaN } }],
  ['ten months', { ...fullInput, term: { ...fullInput.term, count: 10 } }],
])('%s have no price', (_, values) => {
  expect(knownProducts(values)).toBeUndefined()
})
