import { useQuery, type UndefinedInitialDataOptions } from '@tanstack/react-query'
import type { Total } from '#lib/page.ts'

/** How many rows fit a list whose pages do not wait for the count: it is asked for where the page does not tell. */
export function useTotal<Key extends readonly unknown[]>(
  page: { total: Total | null } | undefined,
  query: UndefinedInitialDataOptions<Total, Error, Total, Key>,
): Total | undefined {
  const { data } = useQuery({ ...query, enabled: page?.total === null })
  return page?.total ?? data
}
