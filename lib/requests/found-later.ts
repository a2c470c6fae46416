import type { AttemptFace } from './queries.ts'

/**
 * Whether an accepted call was found in the cloud, at `answeredAt`, after its own answer was lost or told nothing. Status,
 * message and text that are kept of an answer are then the lost one's.
 */
export const isFoundLater = ({
  state,
  httpStatus,
  errorMessage,
}: { state: string } & Pick<AttemptFace, 'httpStatus' | 'errorMessage'>): boolean =>
  state === 'accepted' && (httpStatus === null || errorMessage !== null)
