const charactersMax = 600

/** What a list searches in: the parts in small letters, on lines of their own. An index entry has no room for more. */
export const searchTextOf = (parts: readonly string[]): string => parts.join('\n').toLowerCase().slice(0, charactersMax)
