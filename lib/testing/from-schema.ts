import fc from 'fast-check'

export type Schema = {
  $ref?: string
  type?: string
  enum?: unknown[]
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  required?: string[]
  properties?: Record<string, Schema>
  items?: Schema
}
export type Schemas = Record<string, Schema>

/**
 * Values in the form of `schema`: types, ranges, patterns and members, near their limits more often than not. Combined
 * conditions (anyOf, if, not) are left to the validator, so that both accepted and refused values come out.
 */
export function fromSchema(schema: Schema, schemas: Schemas): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) return fromSchema(schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, schemas)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  switch (schema.type) {
    case 'object':
      return objectOf(schema, schemas)
    case 'array':
      return fc.array(fromSchema(schema.items ?? {}, schemas), {
        minLength: schema.minItems ?? 0,
        maxLength: schema.maxItems ?? 4,
      })
    case 'integer':
      return integerOf(schema)
    case 'boolean':
      return fc.boolean()
    case 'string':
      return stringOf(schema)
    default:
      throw new Error(`The generator does not know the type ${String(schema.type)}`)
  }
}

function objectOf({ properties = {}, required = [] }: Schema, schemas: Schemas) {
  const members = Object.entries(properties).map(([name, member]): [string, fc.Arbitrary<unknown>] => [
    name,
    fromSchema(member, schemas),
  ])
  const model: Record<string, fc.Arbitrary<unknown>> = Object.fromEntries(members)
  return fc.record(model, { requiredKeys: required, noNullPrototype: true })
}

function integerOf({ minimum = 0, maximum = minimum + 1000 }: Schema) {
  return fc.oneof(fc.integer({ min: minimum, max: maximum }), fc.constantFrom(minimum, maximum))
}

function stringOf({ pattern, minLength = 0, maxLength = 40 }: Schema) {
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern))
  const unit = fc.constantFrom('a', 'Z', '7', '-', '云', '😀', '"')
  return fc.oneof(
    fc.string({ minLength, maxLength: Math.min(maxLength, 64) }),
    fc.string({ unit, minLength, maxLength: Math.min(maxLength, 64) }),
    fc.constantFrom('a'.repeat(Math.max(minLength, 1)), 'a'.repeat(maxLength)),
  )
}

const numbers = [0, 1, -1, 1.5, 9, 10, 11, 2001, 9999, 10_000, 50_000, 50_001, 32_768, 32_769]
const names = ['', 'a', '0', 'true', 'adb', 'VNC', 'live farm', '直播', '云'.repeat(22), '😀'.repeat(30)]
const lengths = [33, 60, 61, 65].map((length) => 'x'.repeat(length))
const json = ['{}', '[]', '{"persist.sys.locale":"en-US"}', '{"ro.serialno":"1"}']
const ids = [
  '6f0d8b0e-21c7-4a55-9d0a-0b6c0e9f7a11',
  '6F0D8B0E-21C7-4A55-9D0A-0B6C0E9F7A11',
  '6f0d8b0e21c74a559d0a0b6c0e9f7a11',
]
const strangers = [null, true, false, ...numbers, ...names, ...lengths, ...json, ...ids, [], {}, [{}], { count: 0 }]

/** `value` with one member somewhere changed: taken away, added, or replaced by something that may not belong there. */
export const mutated = (value: unknown): fc.Arbitrary<unknown> => {
  const places = placesIn(value)
  if (places.length === 0) return fc.constant(value)
  return fc
    .record({
      place: fc.constantFrom(...places),
      deed: fc.constantFrom('replace', 'remove', 'add', 'repeat'),
      stranger: fc.constantFrom(...strangers),
    })
    .map(({ place, deed, stranger }) => change(value, place, deed, stranger))
}

const placesIn = (value: unknown, at: string[] = []): string[][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, member]) => [[...at, key], ...placesIn(member, [...at, key])])
    : []

function change(value: unknown, place: string[], deed: string, stranger: unknown): unknown {
  const copy: unknown = structuredClone(value)
  let parent: unknown = copy
  for (const key of place.slice(0, -1)) parent = Reflect.get(Object(parent), key)
  const key = place.at(-1) ?? ''
  if (typeof parent !== 'object' || parent === null) return copy
  if (deed === 'add') Reflect.set(parent, Array.isArray(parent) ? String(parent.length) : 'stranger', stranger)
  else if (deed === 'repeat' && Array.isArray(parent)) parent.push(structuredClone(parent[0]))
  else if (deed !== 'remove') Reflect.set(parent, key, stranger)
  else if (Array.isArray(parent)) parent.splice(Number(key), 1)
  else Reflect.deleteProperty(parent, key)
  return copy
}
