import { z } from 'zod'

// The mirror keeps what the cloud said; a field that is missing or odd is shown as missing, it never hides the row.

export const storedText = z.string().catch('')
export const storedOptional = z
  .string()
  .transform((value) => (value === '' ? null : value))
  .nullable()
  .catch(null)
export const storedNumber = z.number().nullable().catch(null)
export const storedFlag = z.boolean().nullable().catch(null)
export const storedList = <T extends z.ZodType>(item: T) => z.array(item).catch([])
