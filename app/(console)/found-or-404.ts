import 'server-only'
import { notFound } from 'next/navigation'
import { AppError } from '#lib/errors.ts'

/** What was read, or the page for what is not there or not visible to the person. */
export async function foundOr404<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'not_found') notFound()
    throw thrown
  }
}
