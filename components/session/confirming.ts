import { reach } from '#lib/reach.ts'
import type { ActionResult } from '#lib/result.ts'

/** What the frame does for actions: asks the person who they are, and makes the page anew for the session that is now. */
type Frame = { ask: () => Promise<boolean>; renew: () => void }

let frame: Frame | undefined
let asking: Promise<boolean> | undefined

/** The frame says here what it does; undefined when it leaves. */
export function answerConfirmations(next: Frame | undefined): void {
  frame = next
}

/**
 * Calls an action that may answer that the person must prove once more who they are: then asks them, where they pressed,
 * and calls it again. Without a proof the first answer stands. Where the page is of an earlier session, it is made anew around
 * what was typed, and the answer stands: the person looks, and presses again. Throws nothing, as `reach` does not.
 */
export async function confirming<T>(call: () => Promise<ActionResult<T>>): Promise<ActionResult<T>> {
  const result = await settled(call)
  if (result.ok || result.error.code !== 'confirm_first' || frame === undefined) return result
  // Two actions at once are one question.
  asking ??= frame.ask().finally(() => {
    asking = undefined
  })
  return (await asking) ? settled(call) : result
}

async function settled<T>(call: () => Promise<ActionResult<T>>): Promise<ActionResult<T>> {
  const result = await reach(call())
  if (!result.ok && result.error.code === 'other_session') frame?.renew()
  return result
}
