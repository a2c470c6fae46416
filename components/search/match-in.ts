/** Where `text` stands in `words`, without regard to case: what is before it, it, and what is after; empty where it is not. */
export function matchIn(words: string, text: string): [before: string, match: string, after: string] {
  const at = text === '' ? -1 : words.toLowerCase().indexOf(text.toLowerCase())
  if (at === -1) return [words, '', '']
  return [words.slice(0, at), words.slice(at, at + text.length), words.slice(at + text.length)]
}
