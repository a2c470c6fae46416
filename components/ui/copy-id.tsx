'use client'

import { useTranslations } from 'use-intl/react'
import { Icon } from './icon.tsx'
import { middleCut } from './middle-cut.ts'
import { useCopy } from './use-copy.ts'

type Props = { id: string; charactersMax?: number }

/** An id as a chip: cut in the middle, whole on hover and for screen readers, copied with one press. */
export function CopyId({ id, charactersMax = 18 }: Props) {
  const t = useTranslations('ui')
  const { isCopied, copy } = useCopy(id)
  return (
    <button
      type="button"
      onClick={() => void copy()}
      title={id}
      className="inline-flex h-6 max-w-full items-center gap-1.5 rounded-s border border-line bg-sunken px-1.5 font-mono text-s text-ink hover:border-line-strong hover:bg-hover"
    >
      <span aria-hidden="true" className="truncate">
        {middleCut(id, charactersMax)}
      </span>
      <span className="sr-only">{t('copyId', { id })}</span>
      <Icon name={isCopied ? 'check' : 'copy'} size={14} className={isCopied ? 'text-success' : 'text-muted'} />
    </button>
  )
}
