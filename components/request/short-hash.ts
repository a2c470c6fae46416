/** The form in which requester and reviewer compare what they see. */
export const shortHash = (hash: string): string => `sha256:${hash.slice(0, 12)}`
