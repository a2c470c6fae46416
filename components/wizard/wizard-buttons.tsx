'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#components/ui/button.tsx'

type Props = {
  flow: { back: string | undefined; isBusy: boolean; returnsToReview: boolean; open: (id: string) => void }
  isReview: boolean
  submitLabel: string
  saved: ReactNode
}

/** Back and Next, in the same place on every step. Next is never disabled: pressing it says what is missing. */
export function WizardButtons({ flow, isReview, submitLabel, saved }: Props) {
  const t = useTranslations('ui')
  const { back } = flow
  const forward = isReview ? submitLabel : flow.returnsToReview ? t('backToReview') : t('next')
  return (
    <div className="mt-2 flex flex-wrap items-center gap-3 border-t border-line pt-5">
      {back !== undefined && (
        <Button icon="arrow-left" onClick={() => flow.open(back)}>
          {t('back')}
        </Button>
      )}
      <Button type="submit" variant="primary" loading={flow.isBusy}>
        {forward}
      </Button>
      {saved && <span className="ml-auto text-s text-muted">{saved}</span>}
    </div>
  )
}
