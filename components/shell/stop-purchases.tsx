'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { ReasonDialog } from '#components/form/reason-dialog.tsx'
import { Button } from '#components/ui/button.tsx'
import { reach } from '#lib/reach.ts'
import { purchasesQuery } from '#lib/requests/purchases-query.ts'
import type { ActionResult } from '#lib/result.ts'

export type StopPurchases = (input: { reason: string }) => Promise<ActionResult<unknown>>

/** Stops every purchase of the console, for those who may; nothing while they are stopped. */
export function StopPurchasesButton({ stop }: { stop: StopPurchases }) {
  const t = useTranslations('frame.purchases')
  const { data } = useQuery(purchasesQuery())
  const [isAsking, setAsking] = useState(false)
  if (!data?.canStop || data.stop !== null) return null
  return (
    <>
      <Button icon="ban" onClick={() => setAsking(true)}>
        {t('stop')}
      </Button>
      {isAsking && <StopDialog stop={stop} onClose={() => setAsking(false)} />}
    </>
  )
}

function StopDialog({ stop, onClose }: { stop: StopPurchases; onClose: () => void }) {
  const t = useTranslations('frame.purchases')
  const client = useQueryClient()
  return (
    <ReasonDialog
      title={t('stopTitle')}
      text={t('stopText')}
      words={{
        reason: t('reason'),
        reasonHelp: t('reasonHelp'),
        keep: t('keep'),
        act: t('stop'),
        done: t('stoppedNow'),
      }}
      act={(reason) => reach(stop({ reason }))}
      readAgain={() => client.invalidateQueries({ queryKey: purchasesQuery().queryKey })}
      onClose={onClose}
    />
  )
}
