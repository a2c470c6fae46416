import { useState, type SubmitEvent } from 'react'
import { useText } from '#lib/i18n/use-text.ts'
import { reach } from '#lib/reach.ts'
import type { ActionResult } from '#lib/result.ts'

type Prove = () => Promise<ActionResult<unknown>>

/** A proof of who it is that is typed or given by a device: one at a time, emptied and told why where it does not do. */
export function useProof(onProven: () => void) {
  const text = useText()
  const [proof, setProof] = useState('')
  const [failure, setFailure] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const settle = async (prove: Prove) => {
    if (isBusy) return
    setBusy(true)
    const result = await reach(prove())
    // Whatever comes next takes this away: until then it is not pressed again.
    if (result.ok) return onProven()
    setBusy(false)
    setProof('')
    setFailure(text(result.error.message))
  }
  const submit = (event: SubmitEvent, prove: (input: { proof: string }) => ReturnType<Prove>) => {
    event.preventDefault()
    if (proof.trim() === '') return setFailure(text('errors.required'))
    void settle(() => prove({ proof }))
  }
  return { proof, setProof, failure, isBusy, settle, submit }
}
