import { z } from 'zod'
import { withParams } from '../errors.ts'

/** Bytes of `text` in UTF-8: the cloud limits some names in bytes, others in characters. */
export const byteLength = (text: string): number => new TextEncoder().encode(text).length

const required = { error: 'errors.required' }

/** An object that takes no other members than these; a stranger is named in the message. */
export const closed = <S extends z.core.$ZodLooseShape>(shape: S) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? withParams('errors.unknownField', { field: issue.keys.join(', ').slice(0, 60) })
        : 'errors.required',
  })

/** On or off; leaving it out is a mistake. */
export const flag = () => z.boolean(required)

/** Required text of at most `max` bytes (UTF-8). */
export const boundedBytes = (max: number) =>
  z
    .string(required)
    .min(1, 'errors.required')
    .refine((text) => byteLength(text) <= max, withParams('errors.tooManyBytes', { max }))

/** Required text of at most `max` characters; one outside the basic plane is one character, as the cloud counts. */
export const boundedCharacters = (max: number, key = 'errors.required') =>
  z
    .string({ error: key })
    .min(1, key)
    .refine((text) => text.length <= max || Array.from(text).length <= max, withParams('errors.tooLong', { max }))

/** A choice that must have been made; `key` is the message when it was not. */
export const chosen = (key: string, max = 64) =>
  z
    .string({ error: key })
    .min(1, key)
    .refine((text) => byteLength(text) <= max, withParams('errors.tooManyBytes', { max }))

/** Id of a VPC, subnet, bandwidth or EIP: 36 characters in UUID form. */
export const cloudUuid = (key: string) =>
  z.string({ error: key }).regex(/^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/, key)

/** A whole number from `min` up, for numbers whose limit only the cloud knows. */
export const wholeNumberFrom = (min: number, key: string) => z.int({ error: key }).min(min, key)

/** A whole number from `min` to `max`; the message names both. */
export const wholeNumber = (min: number, max: number, key: string) => {
  const message = withParams(key, { min, max })
  return z.int({ error: message }).min(min, message).max(max, message)
}

/** Our own ids. */
export const RowId = z.uuid('errors.accountChoose')

/**
 * A rule between steps, for `refine`: it waits for the steps it reads and for no other, so that a mistake shows while
 * later steps are still empty. `problem` answers with a message key, or nothing.
 */
export const ruleBetween = <S extends z.ZodType>(
  reads: S,
  path: string[],
  problem: (input: z.output<S>) => string | undefined,
) =>
  [
    (input: unknown) => problem(reads.parse(input)) === undefined,
    {
      path,
      when: ({ value }: { value: unknown }) => reads.safeParse(value).success,
      error: ({ input }: { input: unknown }) => problem(reads.parse(input)),
    },
  ] as const
