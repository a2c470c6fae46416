import { AppError, errorStatus, type ErrorCode } from './errors.ts'

type Query = Record<string, string | number | boolean | undefined>

/** Whatever of `query` has a value, as a search string with its question mark; empty when nothing has. */
function searchOf(query: Query): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '') params.set(name, String(value))
  const text = params.toString()
  return text === '' ? '' : `?${text}`
}

/**
 * Asks one of the console's own route handlers from the browser. Throws AppError with the server's code and message;
 * `unavailable` when the console cannot be reached.
 */
export async function askRoute(path: string, query: Query = {}, signal?: AbortSignal): Promise<Response> {
  const response = await fetch(`${path}${searchOf(query)}`, {
    headers: { accept: 'application/json' },
    ...(signal && { signal }),
  }).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new AppError('unavailable', 'errors.consoleUnreachable', { cause })
  })
  if (!response.ok) throw errorOf(await response.json().catch(() => undefined))
  return response
}

/** Reads what a route handler answers as JSON. `T` is what that handler's reader returns. Throws as `askRoute` does. */
export async function readRoute<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  const response = await askRoute(path, query, signal)
  const body: unknown = await response.json().catch(() => undefined)
  // The handler serialises what its reader returns, and the caller names that type.
  return body as T
}

const isCode = (code: unknown): code is ErrorCode => typeof code === 'string' && Object.hasOwn(errorStatus, code)

function errorOf(body: unknown): AppError {
  const error = typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined
  if (typeof error === 'object' && error !== null && 'code' in error && 'message' in error && isCode(error.code))
    return new AppError(error.code, String(error.message))
  return new AppError('unavailable', 'errors.consoleUnreachable')
}
