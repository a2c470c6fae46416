/** A copy of `base` with `value` at each path; undefined takes the member away. */
export function withChanges(base: unknown, set: Record<string, unknown>): unknown {
  const copy: unknown = structuredClone(base)
  for (const [path, value] of Object.entries(set)) {
    const keys = path.split('.')
    const last = keys.pop() ?? ''
    let at: unknown = copy
    for (const key of keys) at = member(at, key)
    if (typeof at !== 'object' || at === null) throw new Error(`There is no ${path}`)
    if (value === undefined) Reflect.deleteProperty(at, last)
    else Reflect.set(at, last, value)
  }
  return copy
}

const member = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
