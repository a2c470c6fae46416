import { z } from 'zod'
import { SearchText } from '../page-window.ts'
import { bookServices, fixers, retries } from './fact.ts'

/** What of the book is looked at; values that make no sense fall back. */
export const BookFilter = z.object({
  q: SearchText,
  service: z.enum(['all', ...bookServices]).catch('all'),
  retry: z.enum(['all', ...retries]).catch('all'),
  fixer: z.enum(['all', ...fixers]).catch('all'),
  page: z.coerce.number().int().min(1).max(1000).catch(1),
})
export type BookFilter = z.output<typeof BookFilter>
