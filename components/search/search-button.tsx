import { useEffect } from 'react'
import { useTranslations } from 'use-intl/react'
import { Icon } from '#components/ui/icon.tsx'
import { hearEarlySearch } from './early-search.ts'

/** Opens the search, which is loaded behind the first view and listens for presses of what bears this mark. */
export function SearchButton() {
  const t = useTranslations('frame.search')
  useEffect(hearEarlySearch, [])
  return (
    <button
      type="button"
      data-search
      aria-label={t('open')}
      title={t('open')}
      aria-keyshortcuts="/ Control+K"
      className="flex h-9 items-center gap-2 rounded-m px-2.5 text-m text-muted hover:bg-hover hover:text-ink lg:w-52 lg:border lg:border-control lg:bg-surface"
    >
      <Icon name="search" />
      <span className="flex-1 text-start max-lg:hidden">{t('open')}</span>
      <kbd className="font-sans text-s max-lg:hidden">/</kbd>
    </button>
  )
}
