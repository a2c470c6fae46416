/** What the system says of an address that does not answer, or of a line that broke. */
const brokenLine: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])

/** Postgres ends, starts, has no place left, cannot be written to, or the line to it broke (SQLSTATE, appendix A of its manual). */
const away = /^(08...|57P0[1-5]|53300|25006)$/

/** The driver's own words, which carry no code. */
const driverSays =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Client was closed|Query read timeout)/

/** Whether what was thrown, or what caused it, says that the database cannot be reached or is not at work. */
export function isDatabaseAway(thrown: unknown): boolean {
  for (let each = thrown; each instanceof Error; each = each.cause) {
    const code = 'code' in each ? String(each.code) : ''
    if (brokenLine.has(code) || away.test(code) || driverSays.test(each.message)) return true
  }
  return false
}
