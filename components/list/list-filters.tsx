'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { SearchBox } from '#components/table/search-box.tsx'
import { buttonClass } from '#components/ui/button-class.ts'
import { Icon } from '#components/ui/icon.tsx'
import { listHref } from '#lib/page.ts'
import { type FilterField, isInForce } from './filter-field.ts'
import { FilterPopover } from './filter-popover.tsx'
import { FilterToken, SearchToken } from './filter-token.tsx'

type Props = {
  path: string
  /** What the address says. */
  filter: Record<string, string | undefined>
  /** Label of the search box, and the name of the token that shows what was searched for. */
  search: { label: string; name: string }
  fields: readonly FilterField[]
  /** Saved views, columns, density, export. */
  tools?: ReactNode
}

/** Search, filters as removable tokens, and tools of a list. The address is the state; how it is sorted stays as it is. */
export function ListFilters({ path, filter, search, fields, tools }: Props) {
  const t = useTranslations('ui')
  const router = useRouter()
  const href = (changes: Record<string, string | undefined>) => listHref(path, filter, changes)
  const q = filter['q'] ?? ''
  const inForce = fields.filter(isInForce)
  const change = (id: string, value: string, isFurther = false) => {
    const address = href({ [id]: value === noneOf(fields, id) ? undefined : value })
    // Going through several values leaves one entry behind, so that one step back undoes them.
    if (isFurther) router.replace(address, { scroll: false })
    else router.push(address, { scroll: false })
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchBox label={search.label} value={q} name="q" keep={keptBesideSearch(path, filter)} action={path} />
      {fields.length > 0 && (
        <FilterPopover
          fields={fields}
          change={change}
          label={t('addFilter')}
          buttonClass={buttonClass('secondary', 'small')}
        >
          <Icon name="plus" size={14} />
          {t('addFilter')}
        </FilterPopover>
      )}
      {(q !== '' || inForce.length > 0) && (
        <ul aria-label={t('filters')} className="contents">
          {q !== '' && <SearchToken name={search.name} value={q} removeHref={href({ q: undefined })} />}
          {inForce.map((field) => (
            <FilterToken
              key={field.id}
              field={field}
              fields={fields}
              change={change}
              removeHref={href({ [field.id]: undefined })}
            />
          ))}
        </ul>
      )}
      {inForce.length + (q === '' ? 0 : 1) > 1 && (
        <Link
          href={listHref(path, { sort: filter['sort'], view: filter['view'] })}
          scroll={false}
          prefetch={false}
          className="text-m text-accent underline underline-offset-2"
        >
          {t('clearFilters')}
        </Link>
      )}
      {tools && (
        <div data-tools className="ml-auto flex flex-wrap items-center gap-2">
          {tools}
        </div>
      )}
    </div>
  )
}

const noneOf = (fields: readonly FilterField[], id: string): string | undefined =>
  fields.find((field) => field.id === id)?.none

/** The rest of the address as the search form sends it along. */
const keptBesideSearch = (path: string, filter: Props['filter']): Record<string, string> =>
  Object.fromEntries(new URL(listHref(path, filter, { q: undefined }), 'http://list').searchParams)
