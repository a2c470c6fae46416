import { z } from 'zod'

import type { ReadCall } from '../call.ts'
import type { Cloud } from '../cloud.ts'
import { clientError } from '../errors.ts'

export type AskOptions = { readonly signal?: AbortSignal }

/**
 * Asks and parses the answer.
 *
 * @throws CloudError of the cloud, or `client.unreadable` when the answer is not of the documented form
 */
export async function ask<T extends z.ZodType>(
  cloud: Cloud,
  call: ReadCall,
  Answer: T,
  options: AskOptions = {},
): Promise<z.output<T>> {
  const { body, httpStatus, requestId } = await cloud.read(call, options)
  const parsed = Answer.safeParse(body)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const message = `The answer to ${call.api} is not as documented: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`
  throw clientError(call.service, 'client.unreadable', message, { httpStatus, requestId })
}

/** Ids and names: some examples of the vendor show a number where the text says string. */
export const Id = z.union([z.string().min(1), z.number()])
export const Text = z.union([z.string(), z.number()]).nullish()
export const Numeric = z.union([z.number(), z.string()]).nullish()
export const Flag = z.union([z.boolean(), z.number(), z.string()]).nullish()

/** The text, or undefined when it is absent, null or empty. */
export function textOf(value: z.output<typeof Text>): string | undefined {
  return value === undefined || value === null || value === '' ? undefined : String(value)
}

/** The number, or undefined when there is none. */
export function numberOf(value: z.output<typeof Numeric>): number | undefined {
  if (value === undefined || value === null || value === '') return undefined
  const number = Number(value)
  return Number.isFinite(number) ? number : undefined
}

/** True for `true`, 1 and their texts in any case. */
export const flagOf = (value: z.output<typeof Flag>): boolean => /^(true|1)$/i.test(String(value))

/** The moment of a time with `T` and `Z`, or with a blank and no zone (then UTC); undefined when it is neither. */
export function instantOf(value: string | null | undefined): Date | undefined {
  if (value === undefined || value === null || value === '') return undefined
  const hasZone = /(z|[+-]\d\d:?\d\d)$/i.test(value)
  const at = new Date(value.replace(' ', 'T') + (hasZone ? '' : 'Z'))
  return Number.isNaN(at.getTime()) ? undefined : at
}
