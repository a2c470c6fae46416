import type { z } from 'zod'

type Plain = Record<string, unknown>
type Parse = (value: unknown) => z.ZodSafeParseResult<unknown>

/**
 * A form's values from a kept draft, laid over `defaults`. Steps that the form no longer has, and values that `parse`
 * could never take (another type, an unknown member), are left out, so that an old draft cannot break a new form; what
 * is merely missing or out of range stays, for the form to point at.
 */
export function restoreDraft<T extends Plain>(parse: Parse, defaults: T, content: unknown): T {
  const kept = isPlain(content) ? content : {}
  const restored: Plain = structuredClone(defaults)
  for (const step of Object.keys(defaults)) {
    const values = kept[step]
    const start = restored[step]
    if (isPlain(values)) restored[step] = structuredClone(isPlain(start) ? { ...start, ...values } : values)
  }
  for (const issue of parse(restored).error?.issues ?? []) {
    if (issue.code === 'unrecognized_keys') for (const key of issue.keys) remove(restored, [...issue.path, key])
    else if (unfit.includes(issue.code) && at(restored, issue.path) !== undefined) reset(restored, defaults, issue.path)
  }
  // Every step of the defaults is there, and nothing of another type was let in.
  return restored as T
}

const unfit: readonly string[] = ['invalid_type', 'invalid_union', 'invalid_value']

const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value)

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  let here: unknown = value
  for (const key of path) here = typeof here === 'object' && here !== null ? Reflect.get(here, key) : undefined
  return here
}

function remove(value: unknown, path: readonly PropertyKey[]): void {
  const parent = at(value, path.slice(0, -1))
  if (typeof parent === 'object' && parent !== null) Reflect.deleteProperty(parent, path.at(-1) ?? '')
}

function reset(value: unknown, defaults: unknown, path: readonly PropertyKey[]): void {
  const parent = at(value, path.slice(0, -1))
  const start = at(defaults, path)
  const key = path.at(-1)
  if (typeof parent !== 'object' || parent === null || key === undefined) return
  if (start === undefined) Reflect.deleteProperty(parent, key)
  else Reflect.set(parent, key, structuredClone(start))
}
