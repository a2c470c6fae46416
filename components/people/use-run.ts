import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { confirming } from '#components/session/confirming.ts'
import { useToast } from '#components/ui/toast.tsx'
import { useText } from '#lib/i18n/use-text.ts'
import type { ActionResult } from '#lib/result.ts'

/** Runs an action on people, asks for a proof where it needs one, says how it went, and reads the page anew. */
export function useRun() {
  const toast = useToast()
  const text = useText()
  const router = useRouter()
  const [isBusy, setBusy] = useState(false)
  const run = async <T>(call: () => Promise<ActionResult<T>>, done: string | ((value: T) => string)) => {
    if (isBusy) return undefined
    setBusy(true)
    const result = await confirming(call)
    setBusy(false)
    router.refresh()
    if (!result.ok) {
      toast({ tone: 'danger', title: text(result.error.message) })
      return undefined
    }
    toast({ tone: 'success', title: typeof done === 'string' ? done : done(result.value) })
    return result.value
  }
  return { run, isBusy }
}
