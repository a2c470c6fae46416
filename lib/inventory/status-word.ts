/** The word of a status number, as `words` has them; undefined for one that the vendor does not document. */
export const wordIn = <Word extends string>(
  words: Record<Word, readonly number[]>,
  status: number,
): Word | undefined => {
  // The keys of a Record<Word, …> are Words.
  const keys = Object.keys(words) as Word[]
  return keys.find((word) => words[word].includes(status))
}
