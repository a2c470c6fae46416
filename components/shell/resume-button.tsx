import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { confirming } from '#components/session/confirming.ts'
import { Button } from '#components/ui/button.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { useText } from '#lib/i18n/use-text.ts'
import type { ActionResult } from '#lib/result.ts'

type Props = {
  label: string
  run: () => Promise<ActionResult<unknown>>
  done: { title: string; detail: string }
  disabledReason?: string | undefined
}

/** Starts something again that was stopped. Shown to owners. */
export function ResumeButton({ label, run, done, disabledReason }: Props) {
  const text = useText()
  const toast = useToast()
  const client = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const start = async () => {
    setBusy(true)
    const result = await confirming(run)
    setBusy(false)
    toast(result.ok ? { tone: 'success', ...done } : { tone: 'danger', title: text(result.error.message) })
    await client.invalidateQueries()
  }
  return (
    <Button size="small" loading={isBusy} disabledReason={disabledReason} onClick={() => void start()}>
      {label}
    </Button>
  )
}
