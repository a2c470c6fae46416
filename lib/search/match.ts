import type { SearchResult } from './search-query.ts'

/** How well the text fits the best of the words, without regard to case. */
export function matchOf(text: string, words: readonly string[]): SearchResult['match'] {
  const sought = text.toLowerCase()
  const all = words.map((each) => each.toLowerCase())
  if (all.includes(sought)) return 'exact'
  return all.some((each) => each.startsWith(sought)) ? 'prefix' : 'inner'
}
