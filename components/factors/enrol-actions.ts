import type { ActionResult } from '#lib/result.ts'
import type { NewPasskeyQuestion, PasskeyAnswer } from './passkey.ts'

type Run<Input, Value> = (input: Input) => Promise<ActionResult<Value>>

/** What adding a second factor calls; pages hand in the server's actions. */
export type EnrolActions = {
  beginCodes: Run<Record<string, never>, { id: string; secret: string; picture: string }>
  finishCodes: Run<{ id: string; name: string; code: string }, { recoveryCodes: string[] }>
  beginPasskey: Run<Record<string, never>, NewPasskeyQuestion>
  finishPasskey: Run<{ name: string; answer: PasskeyAnswer }, { recoveryCodes: string[] }>
}
