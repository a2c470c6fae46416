import { reach } from '#lib/reach.ts'
import type { ActionResult } from '#lib/result.ts'

type Ask = () => Promise<boolean>

let ask: Ask | undefined
let asking: Promise<boolean> | undefined

/** The frame says here who asks the person; undefined when it leaves. */
export function answerConfirmations(next: Ask | undefined): void {
  ask = next
}

/**
 * Calls an action that may answer that the person must prove once more who they are: then asks them, where they pressed,
 * and calls it again. Without a proof the first answer stands. Throws nothing, as `reach` does not.
 */
export async function confirming<T>(call: () => Promise<ActionResult<T>>): Promise<ActionResult<T>> {
  const result = await reach(call())
  if (result.ok || result.error.code !== 'confirm_first' || ask === undefined) return result
  // Two actions at once are one question.
  asking ??= ask().finally(() => {
    asking = undefined
  })
  return (await asking) ? reach(call()) : result
}
