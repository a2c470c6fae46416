import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { LinkButton } from '#components/ui/link-button.tsx'
import { EmptyState } from '#components/ui/state-face.tsx'
import type { IconName } from '#components/ui/icon-names.ts'

type Words = { title: string; text: string }

export type NothingWords = {
  icon: IconName
  /** There is nothing yet. */
  empty: Words & { actions?: ReactNode }
  /** Nothing fits the filters. */
  nothingFits: Words & { action: string }
}

/** What a list without rows says: nothing yet, nothing read yet, or nothing that fits the filters, with the way back. */
export function NothingFits({
  isNarrowed,
  isUnread,
  clearHref,
  icon,
  empty,
  nothingFits,
}: NothingWords & { isNarrowed: boolean; isUnread: boolean; clearHref: string }) {
  const t = useTranslations('live')
  if (isUnread && !isNarrowed) {
    return (
      <EmptyState icon={icon} title={t('neverRead')}>
        {t('neverReadText')}
      </EmptyState>
    )
  }
  if (!isNarrowed) {
    return (
      <EmptyState icon={icon} title={empty.title} actions={empty.actions}>
        {empty.text}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon="search"
      title={nothingFits.title}
      actions={<LinkButton href={clearHref}>{nothingFits.action}</LinkButton>}
    >
      {nothingFits.text}
    </EmptyState>
  )
}
