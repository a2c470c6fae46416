import { expect, test } from 'vitest'
import { z } from 'zod'
import { restoreDraft } from './restore.ts'

const Form = z.strictObject({
  image: z.strictObject({ name: z.string().max(5), count: z.int().max(10) }),
  disks: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('own') }),
    z.strictObject({ kind: z.literal('bought'), sizeGib: z.int() }),
  ]),
  access: z.strictObject({ ports: z.array(z.strictObject({ name: z.string(), number: z.int() })) }),
})
const start = { image: { count: 1 }, disks: { kind: 'own' }, access: { ports: [] } }
const restore = (content: unknown) => restoreDraft((value) => Form.safeParse(value), start, content)

test('what was filled in is there again, over the form as it opens', () => {
  expect(restore({ image: { name: 'farm' }, disks: { kind: 'bought', sizeGib: 20 } })).toEqual({
    image: { name: 'farm', count: 1 },
    disks: { kind: 'bought', sizeGib: 20 },
    access: { ports: [] },
  })
})

test('what is only wrong stays, for the form to point at', () => {
  const content = { image: { name: 'much too long', count: 99 } }
  expect(restore(content).image).toEqual({ name: 'much too long', count: 99 })
})

test.each([
  ['a value of another type', { image: { name: 5, count: '2' } }],
  ['a list that is none', { access: { ports: 'web' } }],
  ['a member that the form lost', { image: { colour: 'red' } }],
  ['a choice that the form lost', { disks: { kind: 'leased' } }],
  ['a step that the form lost', { wallpaper: { name: 'sea' } }],
  ['a step that is no object', { image: ['farm'], disks: null }],
  ['something that is no draft', 'hello'],
])('%s is left out', (_, content) => {
  expect(restore(content)).toEqual(start)
})

test('a row with a wrong member keeps the rest of it', () => {
  const restored = restore({ access: { ports: [{ name: 'web', number: 'x' }] } })
  expect(restored.access).toEqual({ ports: [{ name: 'web' }] })
})

test('the form as it opens is not changed by restoring over it', () => {
  restore({ access: { ports: [{ name: 'web', number: 1 }] } })
  expect(start.access.ports).toEqual([])
})
