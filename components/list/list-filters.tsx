import { FilterBar } from '#components/table/filter-bar.tsx'
import { listHref } from '#lib/page.ts'
import { filterMenu, type FilterChoice } from './filter-menu.ts'

type Props = {
  path: string
  filter: Record<string, string | undefined>
  /** Label of the search box. */
  search: string
  /** Name of the token that shows what was searched for. */
  searchName: string
  choices: FilterChoice[]
}

/** Search and filters of a list, all of them addresses. */
export function ListFilters({ path, filter, search, searchName, choices }: Props) {
  const href = (changes: Record<string, string | undefined>) => listHref(path, filter, changes)
  const q = filter['q'] ?? ''
  const { tokens, addable } = filterMenu(choices, href)
  const keep = choices.flatMap(({ id, value, none }) => (value === none ? [] : [[id, value] as const]))
  return (
    <FilterBar
      tokens={
        q === '' ? tokens : [{ id: 'q', name: searchName, value: q, removeHref: href({ q: undefined }) }, ...tokens]
      }
      clearHref={path}
      addable={addable}
      search={{ label: search, value: q, name: 'q', keep: Object.fromEntries(keep), action: path }}
    />
  )
}
