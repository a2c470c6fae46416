import { type Choosable, isShown, type ListLook } from './list-look.ts'

/** The look with one column turned on or off. */
export function toggleColumn(look: ListLook, column: Choosable): ListLook {
  const without = (ids: readonly string[]) => ids.filter((id) => id !== column.id)
  const turnsOn = !isShown(column, look)
  return {
    ...look,
    shown: [...without(look.shown), ...(turnsOn && column.isExtra ? [column.id] : [])],
    hidden: [...without(look.hidden), ...(!turnsOn && !column.isExtra ? [column.id] : [])],
  }
}
