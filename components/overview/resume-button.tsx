import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#components/ui/button.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { useText } from '#lib/i18n/use-text.ts'
import type { ActionResult } from '#lib/result.ts'

export type Resume = (input: { accountId: string }) => Promise<ActionResult<unknown>>

/** Starts an account again that was stopped. Shown to its owners. */
export function ResumeButton({ account, resume }: { account: { id: string; name: string }; resume: Resume }) {
  const t = useTranslations('overview.troubles')
  const text = useText()
  const toast = useToast()
  const client = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const run = async () => {
    setBusy(true)
    const result = await resume({ accountId: account.id })
    setBusy(false)
    toast(
      result.ok
        ? { tone: 'success', title: t('resumed', { account: account.name }), detail: t('resumedText') }
        : { tone: 'danger', title: text(result.error.message) },
    )
    await client.invalidateQueries()
  }
  return (
    <Button size="small" loading={isBusy} onClick={() => void run()}>
      {t('resume')}
    </Button>
  )
}
