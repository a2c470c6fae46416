/** The type react-hook-form keeps for an error that the server returned: its words are shown as they are. */
export const serverErrorType = 'server'

/**
 * The words for an error. Schemas speak in message keys; a message that is none comes from the schema library itself
 * and is replaced by words of ours, unless the server wrote it.
 */
export function errorText(
  error: { message?: string | undefined; type?: string | number | undefined },
  translate: (message: string) => string | undefined,
): string {
  const message = error.message ?? ''
  const words = translate(message)
  if (words !== undefined) return words
  if (error.type === serverErrorType && message !== '') return message
  const isMissing = error.type === 'invalid_type' || error.type === 'required' || error.type === 'invalid_union'
  const fallback = isMissing ? 'errors.required' : 'errors.invalid'
  return translate(fallback) ?? fallback
}
