/** A fact of an audit row; `before` is absent where only one value was recorded. */
export type ChangedFact = { name: string; before?: string | undefined; after: string | undefined }

type Recorded = { was: string | null; became: string | null; detail: Record<string, unknown> }

/**
 * What an audit row recorded, one line for each name. A `detail` with `before` and `after` was a change of settings: of
 * these two, only what differs is told.
 */
export function changedFacts({ was, became, detail }: Recorded, stateName: string): ChangedFact[] {
  const { before, after, ...rest } = detail
  const state =
    was === null && became === null ? [] : [{ name: stateName, before: was ?? undefined, after: became ?? undefined }]
  const [old, now] = [fieldsOf(before), fieldsOf(after)]
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])]
  return [
    ...state,
    ...names
      .map((name) => ({ name, before: textOf(old[name]), after: textOf(now[name]) }))
      .filter((fact) => fact.before !== fact.after),
    ...Object.entries(rest).flatMap(([name, value]) => {
      const text = textOf(value)
      return text === undefined ? [] : [{ name, after: text }]
    }),
  ]
}

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? { ...value }
    : value === undefined || value === null
      ? {}
      : { '': value }

const textOf = (value: unknown): string | undefined =>
  value === undefined || value === null ? undefined : typeof value === 'string' ? value : JSON.stringify(value)
