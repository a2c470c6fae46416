/** As many as an action has arguments, with some to spare. */
const argumentsMax = 4
const depthMax = 60
/** Each value is looked at here, by React and by a schema, and meanwhile nobody else is: a megabyte holds half a million. */
const valuesMax = 20_000

/** What a page of ours writes for a text that begins with a dollar sign, and for values that JSON lacks. */
const harmless = /^\$(?:\$|undefined$|NaN$|-?Infinity$|-0$|D\d{4}-|n-?\d{1,30}$)/

/**
 * Whether the body of an action is what pages of the console send: a list of plain values. React's protocol can also name other
 * parts of the body, functions of the server, files, streams and promises; flaws in reading these ran code before anyone was
 * asked who they are (CVE-2025-55182). Our pages use none of it, so that none of it is read.
 */
export function isPlainActionBody(text: string): boolean {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return false
  }
  if (!Array.isArray(body) || body.length > argumentsMax) return false
  // A list and not a function that calls itself: depth is what an attacker chooses.
  const waiting: { value: unknown; depth: number }[] = [{ value: body, depth: 0 }]
  let values = 1
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, depth } = next
    if (typeof value === 'string' && value.startsWith('$') && !harmless.test(value)) return false
    if (typeof value !== 'object' || value === null) continue
    if (depth >= depthMax || Object.hasOwn(value, '__proto__')) return false
    const parts: unknown[] = Object.values(value)
    values += parts.length
    if (values > valuesMax) return false
    for (const part of parts) waiting.push({ value: part, depth: depth + 1 })
  }
  return true
}
