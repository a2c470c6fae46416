import { z } from 'zod'

const searchesMax = 5

const Searches = z.array(z.string().max(100)).max(searchesMax).catch([])

/** What one person searched for last in this browser, the newest first. */
export function recentSearches(person: string): string[] {
  try {
    return Searches.parse(JSON.parse(localStorage.getItem(keyOf(person)) ?? '[]'))
  } catch {
    return []
  }
}

/** Keeps a search that led somewhere. */
export const rememberSearch = (person: string, q: string): void =>
  localStorage.setItem(keyOf(person), JSON.stringify(withSearch(recentSearches(person), q)))

export const forgetSearches = (person: string): void => localStorage.removeItem(keyOf(person))

/** The searches with `q` in front, each once; nothing is kept for an empty one. */
export function withSearch(searches: readonly string[], q: string): string[] {
  const text = q.trim().slice(0, 100)
  return text === '' ? [...searches] : [text, ...searches.filter((each) => each !== text)].slice(0, searchesMax)
}

const keyOf = (person: string): string => `countersign-searches-${person}`
