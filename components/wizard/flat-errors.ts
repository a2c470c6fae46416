import type { FieldError } from 'react-hook-form'

export type FlatError = { name: string; error: Pick<FieldError, 'message' | 'type'> }

/** The errors of a form as a list of field names, depth first; an array's own error comes before those of its rows. */
export function flatErrors(errors: unknown, path = ''): FlatError[] {
  if (typeof errors !== 'object' || errors === null) return []
  if (isFieldError(errors)) return [{ name: path, error: errors }]
  const entries = Object.entries(errors).filter(([key]) => key !== 'ref')
  return entries.flatMap(([key, value]) =>
    flatErrors(value, key === 'root' ? path : path === '' ? key : `${path}.${key}`),
  )
}

const isFieldError = (value: object): value is FieldError =>
  'type' in value && typeof value.type === 'string' && (!('message' in value) || typeof value.message === 'string')
