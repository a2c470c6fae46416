import type { ReactNode } from 'react'
import { FilterBar } from '#components/table/filter-bar.tsx'
import { listHref } from '#lib/page.ts'
import { filterMenu, type FilterChoice } from './filter-menu.ts'

type Props = {
  path: string
  filter: Record<string, string | undefined>
  /** Label of the search box, and the name of the token that shows what was searched for. */
  search: { label: string; name: string }
  choices: FilterChoice[]
  tools?: ReactNode
}

/** Search and filters of a list, all of them addresses. How it is sorted stays as it is. */
export function ListFilters({ path, filter, search, choices, tools }: Props) {
  const href = (changes: Record<string, string | undefined>) => listHref(path, filter, changes)
  const q = filter['q'] ?? ''
  const { tokens, addable } = filterMenu(choices, href)
  const kept = [{ id: 'sort', value: filter['sort'], none: '-created' }, ...choices].flatMap(({ id, value, none }) =>
    value === undefined || value === none ? [] : [[id, value] as const],
  )
  return (
    <FilterBar
      tokens={
        q === '' ? tokens : [{ id: 'q', name: search.name, value: q, removeHref: href({ q: undefined }) }, ...tokens]
      }
      clearHref={listHref(path, { sort: filter['sort'] })}
      addable={addable}
      search={{ label: search.label, value: q, name: 'q', keep: Object.fromEntries(kept), action: path }}
      tools={tools}
    />
  )
}
