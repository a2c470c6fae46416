/** One figure beside its budget. Ratios carry both sides, measured in the same run. */
export type Measure = {
  name: string
  value: number
  unit: string
  budget: number
  better: 'lower' | 'higher'
  sides?: { ours: number; other: number }
  /** What else was counted in the same run. */
  detail?: string
  ok: boolean
}

/** A suite of figures that share their set-up; `name` is what `npm run bench -- <name>` picks. */
export type Suite = {
  name: string
  /** Takes the better part of an hour: runs only when it is named. */
  isLong?: boolean
  run(): Promise<Measure[]>
}

export function measure(m: Omit<Measure, 'ok'>): Measure {
  const rounded = Math.round(m.value * 100) / 100
  return { ...m, value: rounded, ok: m.better === 'lower' ? m.value <= m.budget : m.value >= m.budget }
}

/** The middle of the values: what is quoted, since single runs on a shared machine say little. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted[Math.floor(sorted.length / 2)]
  if (middle === undefined) throw new Error('No values to take the middle of')
  return middle
}

/** The value that 19 of 20 do not exceed. */
export const p95 = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? Number.POSITIVE_INFINITY
