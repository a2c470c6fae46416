/** Where a step of a wizard stands: what the list of steps shows. */
export type StepState = 'done' | 'here' | 'error' | 'ahead'

export const reviewId = 'review'

/** The state of each step; steps up to `furthest` have been visited. */
export function stepStates(
  ids: string[],
  current: string,
  furthest: number,
  withErrors: ReadonlySet<string>,
): StepState[] {
  return ids.map((id, index) => {
    if (id === current) return 'here'
    if (withErrors.has(id)) return 'error'
    // The review has nothing to fill in: until the request is sent it is never done.
    return index <= furthest && id !== reviewId ? 'done' : 'ahead'
  })
}

/** The step that owns a field: the first part of its path, where that is a step. */
export function stepOfField(ids: string[], field: string): string | undefined {
  const owner = field.split('.')[0] ?? ''
  return ids.includes(owner) ? owner : undefined
}

/** The first step, in their order, that owns one of the fields. */
export const firstStepOf = (ids: string[], fields: string[]): string | undefined =>
  ids.find((id) => fields.some((field) => stepOfField(ids, field) === id))

/** The step an address asks for: a known one that has been visited, otherwise the furthest visited. */
export function stepToShow(ids: string[], wanted: string | null | undefined, furthest: number): string {
  const index = wanted ? ids.indexOf(wanted) : 0
  const shown = index === -1 ? 0 : Math.min(index, furthest)
  return ids[shown] ?? reviewId
}

export const stepAfter = (ids: string[], current: string): string | undefined => ids[ids.indexOf(current) + 1]

export const stepBefore = (ids: string[], current: string): string | undefined => ids[ids.indexOf(current) - 1]
