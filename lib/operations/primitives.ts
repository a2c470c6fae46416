import { z } from 'zod'
import { withParams } from '../errors.ts'

/** Bytes of `text` in UTF-8: the cloud limits some names in bytes, others in characters. */
export const byteLength = (text: string): number => new TextEncoder().encode(text).length

const required = { error: 'errors.required' }

/** Required text of at most `max` bytes (UTF-8). */
export const boundedBytes = (max: number) =>
  z
    .string(required)
    .min(1, 'errors.required')
    .refine((text) => byteLength(text) <= max, withParams('errors.tooManyBytes', { max }))

/** A choice that must have been made; `key` is the message when it was not. */
export const chosen = (key: string, max = 64) =>
  z
    .string({ error: key })
    .min(1, key)
    .refine((text) => byteLength(text) <= max, withParams('errors.tooManyBytes', { max }))

/** Id of a VPC, subnet, bandwidth or EIP: 36 characters in UUID form. */
export const cloudUuid = (key: string) =>
  z.string({ error: key }).regex(/^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/, key)

/** A whole number from `min` to `max`; the message names both. */
export const wholeNumber = (min: number, max: number, key = 'errors.numberRange') => {
  const message = withParams(key, { min, max })
  return z.int({ error: message }).min(min, message).max(max, message)
}

/** Our own ids. */
export const RowId = z.uuid('errors.required')
