export const timeZoneCookie = 'countersign-time-zone'

/** The zone the browser told us on an earlier visit, or UTC until it has. */
export function chooseTimeZone(cookie: string | undefined): string {
  if (cookie === undefined) return 'UTC'
  try {
    return new Intl.DateTimeFormat('en', { timeZone: cookie }).resolvedOptions().timeZone
  } catch {
    return 'UTC'
  }
}
