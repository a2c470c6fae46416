'use client'

import { lazy, Suspense, type ComponentProps } from 'react'
import { useTranslations } from 'use-intl/react'
import { useFormat } from '#lib/i18n/use-format.ts'
import type { CaseFace, RequestAction } from '#lib/requests/queries.ts'

const ActionDialog = lazy(() => import('./action-dialog.tsx').then((file) => ({ default: file.ActionDialog })))

export type Asked = Exclude<RequestAction, 'comment' | 'readOrder'>

/** The dialog of an action, loaded when it is first asked for. */
export function ActionDialogLater(props: Omit<ComponentProps<typeof ActionDialog>, 'label'>) {
  const label = useActionLabel(props.request)
  return (
    <Suspense>
      <ActionDialog key={props.asked} {...props} label={label(props.asked)} />
    </Suspense>
  )
}

/** What the button of an action says, which the button that carries it out says once more. */
export function useActionLabel({
  state,
  hasOrder,
  amountMinor,
  currency,
}: Pick<CaseFace, 'state' | 'hasOrder' | 'amountMinor' | 'currency'>): (name: Asked) => string {
  const t = useTranslations('requests.decide')
  const format = useFormat()
  const amount = amountMinor === null || currency === null ? undefined : format.money(amountMinor / 100, currency)
  return (name) => {
    if (name === 'approve') return amount === undefined ? t('approveNoPrice') : t('approve', { amount })
    if (name === 'resubmit' && state === 'absent') return t('resubmitAbsent')
    if (name === 'close' && hasOrder) return t('closeNotBought')
    return name === 'retryPayment' ? t('retryPayment', { amount: amount ?? '' }) : t(name)
  }
}
