/** What a translator must answer here: keys arrive from schemas and servers as plain strings. */
export type LooseTranslator = {
  (key: string, params?: Record<string, string | number>): string
  has(key: string): boolean
}

/** Splits `errors.portRange|{"min":1}` into its key and parameters; text without a bar has none. */
export function parseMessage(message: string): { key: string; params: Record<string, string | number> } {
  const bar = message.indexOf('|{')
  if (bar === -1) return { key: message, params: {} }
  try {
    const parsed: unknown = JSON.parse(message.slice(bar + 1))
    const params = Object.entries(parsed ?? {}).filter(isParam)
    return { key: message.slice(0, bar), params: Object.fromEntries(params) }
  } catch {
    return { key: message, params: {} }
  }
}

const isParam = (entry: [string, unknown]): entry is [string, string | number] =>
  typeof entry[1] === 'string' || typeof entry[1] === 'number'

type Money = (amount: number, currency: string) => string

/**
 * The words of a message that is a key of ours (with or without parameters), or undefined when it is none. With `money`,
 * a message that carries `amountMinor` and `currency` may say `{amount}`, in the reader's own way of writing it.
 */
export function messageText(translate: LooseTranslator, message: string, money?: Money): string | undefined {
  const { key, params } = parseMessage(message)
  if (!/^[a-zA-Z][\w-]*(\.[\w-]+)+$/.test(key) || !translate.has(key)) return undefined
  const { amountMinor, currency } = params
  if (money === undefined || typeof amountMinor !== 'number' || typeof currency !== 'string')
    return translate(key, params)
  return translate(key, { ...params, amount: money(amountMinor / 100, currency) })
}
