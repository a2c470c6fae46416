'use client'

import Form from 'next/form'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { Icon } from '#components/ui/icon.tsx'
import { Menu } from '#components/ui/menu.tsx'
import type { MenuSection } from '#components/ui/menu-items.tsx'

export type FilterToken = { id: string; name: string; value: ReactNode; removeHref: string }

type Props = {
  /** The filters in force; the address without each of them is the page's to build. */
  tokens: FilterToken[]
  clearHref?: string | undefined
  /** Filters that can be added, as links to the list with them. */
  addable?: MenuSection[]
  search?: {
    label: string
    placeholder?: string
    value: string
    /** The name in the query string. */
    name: string
    /** The rest of the query string, kept when searching. */
    keep: Record<string, string>
    action: string
  }
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

function SearchBox({ label, placeholder, value, name, keep, action }: NonNullable<Props['search']>) {
  return (
    <Form action={action} role="search" className="relative w-64 max-w-full max-sm:w-full">
      {Object.entries(keep).map(([key, kept]) => (
        <input key={key} type="hidden" name={key} value={kept} />
      ))}
      <span className="pointer-events-none absolute inset-y-0 left-2.5 grid place-items-center text-muted">
        <Icon name="search" size={14} />
      </span>
      <input
        key={value}
        type="search"
        name={name}
        aria-label={label}
        placeholder={placeholder ?? label}
        defaultValue={value}
        className="h-7.5 w-full rounded-m border border-control bg-surface pr-2 pl-8 text-m max-sm:h-9 max-sm:text-l"
      />
    </Form>
  )
}
