import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { EmptyState } from '#components/ui/state-face.tsx'

/** The overview before anything was ever asked for. */
export function FirstSteps({ buy, canBuy }: { buy: ReactNode; canBuy: boolean }) {
  const t = useTranslations('overview')
  return (
    <div className="rounded-l border border-line bg-surface">
      <EmptyState icon="stamp" title={t('firstTitle')} actions={canBuy && buy}>
        {canBuy ? t('first') : t('firstReviewer')}
      </EmptyState>
    </div>
  )
}
