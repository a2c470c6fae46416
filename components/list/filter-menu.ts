import type { FilterToken } from '#components/table/filter-bar.tsx'
import type { MenuSection } from '#components/ui/menu-items.tsx'

export type FilterChoice = {
  /** The field in the filter. */
  id: string
  name: string
  value: string
  /** What the field is when nothing is chosen. */
  none: string
  options: { value: string; label: string }[]
}

type Href = (changes: Record<string, string | undefined>) => string

/** The tokens and the menu of a filter bar, from the fields of a list's filter. */
export function filterMenu(choices: FilterChoice[], href: Href): { tokens: FilterToken[]; addable: MenuSection[] } {
  return {
    tokens: choices
      .filter(({ value, none }) => value !== none)
      .map(({ id, name, value, options }) => ({
        id,
        name,
        value: options.find((option) => option.value === value)?.label ?? value,
        removeHref: href({ [id]: undefined }),
      })),
    addable: choices
      .filter(({ options }) => options.length > 0)
      .map(({ id, name, options }) => ({
        id,
        heading: name,
        items: options.map((option) => ({ id: option.value, label: option.label, href: href({ [id]: option.value }) })),
      })),
  }
}
