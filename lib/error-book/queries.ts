import { queryOptions } from '@tanstack/react-query'
import type { Locale } from '../i18n/locale.ts'
import { readRoute } from '../read-route.ts'
import type { Retry } from './fact.ts'

/** A row of the error book in one language. */
export type Explanation = {
  /** The code, or the first of a row that has several. */
  code: string
  /** The code or codes as people read them. */
  name: string
  service: string
  /** Empty where the vendor does not say. */
  httpStatuses: readonly number[]
  isPretend: boolean
  retry: Retry
  meaning: string
  tryAgain: string
  whoCan: string
  whatToDo: string
}

/** Where the book explains a code. */
export const codeHref = (code: string): string => `/errors/${encodeURIComponent(code)}`

/** What a code means, asked for when somebody wants to know. The book changes with the console only. */
export const explanationQuery = (code: string, locale: Locale) =>
  queryOptions({
    queryKey: ['error-book', code, locale] as const,
    queryFn: ({ signal }) => readRoute<{ explanation: Explanation | null }>('/api/errors', { code, locale }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
