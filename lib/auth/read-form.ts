/** A name, a password and a token are far shorter. */
const bytesMax = 16 * 1024

/**
 * The body of a posted form as text, or the HTTP status to refuse it with: 413 for one that is too long, whatever it says of
 * its length, 415 for what is no form, 400 for one that cannot be read.
 */
export async function readForm(request: Request): Promise<{ text: string } | { status: 400 | 413 | 415 }> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim()
  if (type !== 'application/x-www-form-urlencoded' && type !== 'application/json') return { status: 415 }
  const text = await readAtMost(request.body, bytesMax)
  if (text === undefined) return { status: 413 }
  return type === 'application/json' && !isObject(text) ? { status: 400 } : { text }
}

/** A body as text; undefined for one of more than `bytesAtMost`, of which no more is read. */
export async function readAtMost(
  body: ReadableStream<Uint8Array> | null,
  bytesAtMost: number,
): Promise<string | undefined> {
  const decoder = new TextDecoder()
  let [text, bytes] = ['', 0]
  for await (const chunk of body ?? []) {
    bytes += chunk.length
    if (bytes > bytesAtMost) return undefined
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}
