import type { ActionResult } from './result.ts'

/**
 * Waits for a server action from the browser. A console that cannot be reached, or whose answer is lost, is a refusal like
 * any other (`unavailable`), so that a form keeps what was typed and says so. Throws nothing.
 */
export async function reach<T>(asked: Promise<ActionResult<T>>): Promise<ActionResult<T>> {
  try {
    return await asked
  } catch {
    // Whatever an action itself throws comes back as a value: only the way to it can fail here.
    return { ok: false, error: { code: 'unavailable', message: 'errors.consoleSilent', traceId: '' } }
  }
}
