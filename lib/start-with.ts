import { toError } from './errors.ts'

/** What `read` returns; a process that cannot begin without it ends with the words of the error and no more. */
export function startWith<T>(read: () => T): T {
  try {
    return read()
  } catch (thrown) {
    return endWith(toError(thrown).message)
  }
}

/** What `begin` comes to; a process that cannot begin without it ends with what `complain` says of the error and no more. */
export async function startUpon<T>(begin: () => Promise<T>, complain: (error: Error) => string): Promise<T> {
  try {
    return await begin()
  } catch (thrown) {
    return endWith(complain(toError(thrown)))
  }
}

function endWith(words: string): never {
  process.stderr.write(`${words}\n`)
  process.exit(1)
}
