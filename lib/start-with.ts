import { toError } from './errors.ts'

/** What `read` returns; a process that cannot begin without it ends with the words of the error and no more. */
export function startWith<T>(read: () => T): T {
  try {
    return read()
  } catch (thrown) {
    process.stderr.write(`${toError(thrown).message}\n`)
    process.exit(1)
  }
}
