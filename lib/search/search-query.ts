import { queryOptions } from '@tanstack/react-query'
import type { Locale } from '../i18n/locale.ts'
import type { Messages } from '../i18n/messages.ts'
import { readRoute } from '../read-route.ts'
import type { AccountFace } from '../requests/queries.ts'

export const searchKinds = [
  'request',
  'order',
  'job',
  'phone_server',
  'phone',
  'desktop',
  'server',
  'eip',
  'person',
] as const
export type SearchKind = (typeof searchKinds)[number]

/** Something that was found, best matches first within its kind. */
export type SearchResult = {
  kind: SearchKind
  id: string
  title: string
  /** What else helps to tell it from others. */
  detail: string | null
  /** Of an order: the code of the service whose name the cloud told as `detail`. */
  service?: string
  /** As its kind has it: the state of a request or a job, the status of an order or a resource. */
  state: string | null
  account?: AccountFace
  href: string
  match: 'exact' | 'prefix' | 'inner'
}

/** `took` is in milliseconds. */
export type SearchAnswer = { results: SearchResult[]; took: number }

/** Shorter texts are in too many things to be worth asking. */
export const searchLengthMin = 2

export const searchQuery = (q: string) =>
  queryOptions({
    queryKey: ['search', q] as const,
    queryFn: ({ signal }) => readRoute<SearchAnswer>('/api/search', { q }, signal),
    enabled: q.length >= searchLengthMin,
    // Without a network it fails at once and says so, instead of waiting for one.
    networkMode: 'always',
  })

/** The words of what can be found, which no page carries; they change with the console only. */
export const searchWordsQuery = (locale: Locale) =>
  queryOptions({
    queryKey: ['search-words', locale] as const,
    queryFn: ({ signal }) => readRoute<Partial<Messages>>('/api/search/words', { locale }, signal),
    networkMode: 'always',
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  })
