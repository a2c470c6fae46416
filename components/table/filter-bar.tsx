'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { Icon } from '#components/ui/icon.tsx'
import { Menu } from '#components/ui/menu.tsx'
import type { MenuSection } from '#components/ui/menu-items.tsx'
import { SearchBox, type Search } from './search-box.tsx'

export type FilterToken = { id: string; name: string; value: ReactNode; removeHref: string }

type Props = {
  /** The filters in force; the address without each of them is the page's to build. */
  tokens: FilterToken[]
  clearHref?: string | undefined
  /** Filters that can be added, as links to the list with them. */
  addable?: MenuSection[]
  search?: Search
  /** Saved views, columns, density, export. */
  tools?: ReactNode
}

/** Search, filters as removable tokens, and tools of a list. Everything in it is an address. */
export function FilterBar({ tokens, clearHref, addable, search, tools }: Props) {
  const t = useTranslations('ui')
  return (
    <div className="flex flex-wrap items-center gap-2">
      {search && <SearchBox {...search} />}
      {addable && addable.length > 0 && (
        <Menu
          size="small"
          label={t('addFilter')}
          sections={addable}
          button={
            <>
              <Icon name="plus" size={14} />
              {t('addFilter')}
            </>
          }
        />
      )}
      {tokens.length > 0 && (
        <ul aria-label={t('filters')} className="contents">
          {tokens.map((token) => (
            <Token key={token.id} token={token} />
          ))}
        </ul>
      )}
      {tokens.length > 1 && clearHref !== undefined && (
        <Link href={clearHref} className="text-m text-accent underline underline-offset-2">
          {t('clearFilters')}
        </Link>
      )}
      {tools && <div className="ml-auto flex flex-wrap items-center gap-2">{tools}</div>}
    </div>
  )
}

function Token({ token }: { token: FilterToken }) {
  const t = useTranslations('ui')
  return (
    <li className="flex h-7 items-center rounded-m border border-line-strong bg-surface text-m">
      <span className="pl-2.5 text-muted">{token.name}:</span>
      <span className="px-1.5 font-strong">{token.value}</span>
      <Link
        href={token.removeHref}
        aria-label={t('remove', { what: token.name })}
        className="grid h-full w-6 place-items-center rounded-r-m text-muted hover:bg-hover hover:text-ink"
      >
        <Icon name="x" size={14} />
      </Link>
    </li>
  )
}
