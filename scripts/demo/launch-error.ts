/** The demo cannot run. The message is for the person at the terminal: what, and what to do. */
export class LaunchError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'LaunchError'
  }
}

/** Puts words to failures of the system that can happen anywhere; others are returned as they are. */
export function inWords(thrown: unknown): Error {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  const code = 'code' in error ? error.code : undefined
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new LaunchError('The disk is full. Free about 1 GB, or set DATA_DIR to a folder on another disk.', error)
  if (code === 'EACCES' || code === 'EROFS')
    return new LaunchError(`This folder cannot be written: ${error.message}. Set DATA_DIR to one of your own.`, error)
  return error
}
