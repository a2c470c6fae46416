const searchesMax = 5

/** What one person searched for last in this browser, the newest first. */
export function recentSearches(person: string): string[] {
  return (localStorage.getItem(keyOf(person)) ?? '')
    .split('\n')
    .filter((each) => each !== '')
    .slice(0, searchesMax)
}

/** Keeps a search that led somewhere. */
export const rememberSearch = (person: string, q: string): void =>
  localStorage.setItem(keyOf(person), withSearch(recentSearches(person), q).join('\n'))

export const forgetSearches = (person: string): void => localStorage.removeItem(keyOf(person))

/** The searches with `q` in front, each once; nothing is kept for an empty one. */
export function withSearch(searches: readonly string[], q: string): string[] {
  const text = q.replaceAll('\n', ' ').trim().slice(0, 100)
  return text === '' ? [...searches] : [text, ...searches.filter((each) => each !== text)].slice(0, searchesMax)
}

const keyOf = (person: string): string => `countersign-searches-${person}`
