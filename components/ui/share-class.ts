const percent = (share: number): number => Math.round(100 * Math.min(1, Math.max(0, share)))

/**
 * The class that sets `--at` to a share (0 to 1) of the whole, in whole per cent, for classes such as `w-(--at)`. The policy of
 * the console takes no style that stands in the markup (app/globals.css makes these classes).
 */
export const at = (share: number): string => `at-${percent(share)}`

/** The same for `--rest`, what is left of the whole beyond the share. */
export const restAfter = (share: number): string => `rest-${100 - percent(share)}`
