import 'server-only'
import { notFound } from 'next/navigation'
import { AppError } from '#lib/errors.ts'
import { isNoText } from '#lib/failure.ts'

/** What was read, or the page for what is not there or not visible to the person. */
export async function foundOr404<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading
  } catch (thrown) {
    // An id that Postgres could not even keep is nobody's.
    if ((thrown instanceof AppError && thrown.code === 'not_found') || isNoText(thrown)) notFound()
    throw thrown
  }
}
