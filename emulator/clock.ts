/**
 * The emulator's clock. Reported times are real time plus whatever was advanced by hand; only durations are divided by
 * the scale. So a client that filters by its own clock still finds what happened just now.
 */
export type Clock = {
  /** Real time: the only thing a signature date is compared with. */
  wall: () => number
  now: () => number
  offsetMs: number
  scale: number
}

export const createClock = (wall: () => number, scale: number): Clock => {
  const clock: Clock = { wall, now: () => wall() + clock.offsetMs, offsetMs: 0, scale: checkedScale(scale) }
  return clock
}

/** A scale that durations can be divided by; throws RangeError on anything but a positive number. */
export function checkedScale(scale: number): number {
  if (!Number.isFinite(scale) || scale <= 0) throw new RangeError(`The time scale must be above 0, not ${scale}.`)
  return scale
}

/** `2026-01-15T02:30:40Z`, the form of nearly all services. */
export const utc = (at: number): string => new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z')

/** `2026-01-15 02:30:40`, UTC without saying so: EIP v1. */
export const blankUtc = (at: number): string => utc(at).replace('T', ' ').replace('Z', '')

/** The same day of the month some months later, or the last day where that month is shorter. */
export function addMonths(at: number, months: number): number {
  const start = new Date(at)
  const moved = new Date(at)
  moved.setUTCMonth(start.getUTCMonth() + months)
  if (moved.getUTCDate() !== start.getUTCDate()) moved.setUTCDate(0)
  return moved.getTime()
}
