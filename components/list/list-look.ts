import type { Column } from '#components/table/column.ts'

/** How a person wants a list drawn. Columns that are neither shown nor hidden are as the list has them. */
export type ListLook = { density: 'normal' | 'compact'; shown: readonly string[]; hidden: readonly string[] }

/** The cookie that keeps one person's look of one list in this browser, where the server reads it before it draws. */
export const lookCookie = (personId: string, list: string): string => `countersign-list-${personId.slice(0, 8)}-${list}`

/** The cookies among `cookies` that hold looks of this person, by name. */
export const looksOf = (
  personId: string,
  cookies: readonly { name: string; value: string }[],
): Record<string, string> =>
  Object.fromEntries(
    cookies.flatMap(({ name, value }) => (name.startsWith(lookCookie(personId, '')) ? [[name, value]] : [])),
  )

/** Reads what `writeLook` wrote; whatever is odd is as usual. */
export function parseLook(text: string | undefined): ListLook {
  const params = new URLSearchParams(text)
  const ids = (name: string) => (params.get(name) ?? '').split('.').filter((id) => /^\w{1,40}$/.test(id))
  return {
    density: params.get('density') === 'compact' ? 'compact' : 'normal',
    shown: ids('shown'),
    hidden: ids('hidden'),
  }
}

export const writeLook = ({ density, shown, hidden }: ListLook): string =>
  new URLSearchParams({
    ...(density === 'compact' && { density }),
    ...(shown.length > 0 && { shown: shown.join('.') }),
    ...(hidden.length > 0 && { hidden: hidden.join('.') }),
  }).toString()

export type Choosable = Pick<Column<unknown>, 'id' | 'isExtra' | 'isPinned'>

/** The first column names the row and a pinned one acts on it: both are always there. */
export const choosable = <C extends Choosable>(columns: readonly C[]): C[] =>
  columns.filter(({ isPinned }, index) => index > 0 && isPinned !== true)

export const isShown = ({ id, isExtra = false }: Choosable, { shown, hidden }: ListLook): boolean =>
  isExtra ? shown.includes(id) : !hidden.includes(id)

/** The columns in the order of the list, without those that are not wanted. */
export function shownColumns<C extends Choosable>(columns: readonly C[], look: ListLook): C[] {
  const offered = new Set(choosable(columns))
  return columns.filter((column) => !offered.has(column) || isShown(column, look))
}
