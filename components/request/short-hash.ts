import { middleCut } from '#components/ui/middle-cut.ts'

/** The form in which requester and reviewer compare what they see: the same on the card, in dialogs and in copies. */
export const shortHash = (hash: string): string => middleCut(`sha256:${hash}`, 24)
