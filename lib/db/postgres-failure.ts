/** Postgres on this machine cannot be used. The message is for the person at the terminal: what, and what to do. */
export class PostgresUnavailable extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'PostgresUnavailable'
  }
}

const linesShown = 12

const causes: { pattern: RegExp; words: string }[] = [
  {
    pattern: /No space left on device|ENOSPC|Disk quota exceeded/i,
    words:
      'The disk is full. Free some space (the demo needs about 500 MB), or set DATA_DIR to a folder on another disk.',
  },
  {
    pattern:
      /invalid locale|locale name|could not find suitable (?:text search|encoding)|encoding .* is not supported/i,
    words:
      'The language settings of this system do not suit Postgres. Run again with LC_ALL=C in front of the command.',
  },
  {
    pattern: /shared memory|semget|semaphore/i,
    words: 'The system gives Postgres too little shared memory. In a container, start it with --shm-size=256m.',
  },
  {
    pattern: /error while loading shared libraries|image not found|cannot open shared object/i,
    words:
      'The Postgres programs are not whole: `npm ci` ran without install scripts. Run `npm rebuild`, then start again.',
  },
  {
    pattern: /Permission denied|could not access directory|EACCES|Operation not permitted/i,
    words:
      'Postgres may not use its folder. Give this user the right to write there, or set DATA_DIR to another folder.',
  },
  {
    pattern: /incompatible with this version|database files are incompatible/i,
    words: 'The data was written by another version of Postgres. Run `npm run demo -- --reset` to start afresh.',
  },
  {
    pattern: /could not locate a valid checkpoint|invalid primary checkpoint|invalid page|could not open file "global/i,
    words: 'The data is damaged. Run `npm run demo -- --reset` to start afresh.',
  },
]

/**
 * Names the cause that `output` (a program's last words or the server's log) gives, says what to do about it, and shows
 * the last lines. `what` is what could not be done, as the start of a sentence.
 */
export function describeFailure(what: string, output: string): PostgresUnavailable {
  const known = causes.find(({ pattern }) => pattern.test(output))
  const lines = output.trimEnd().split('\n').slice(-linesShown)
  const shown = lines.map((line) => `    ${line}`).join('\n')
  const words = known?.words ?? 'Its last lines say why. To use a Postgres of your own, set DATABASE_URL.'
  return new PostgresUnavailable(`${what}. ${words}\n${shown}`)
}
