type Action = number | 'open' | 'choose' | 'leave' | undefined

const page = 10

/** What a key does in a combobox: an index to make active, or an action by name. */
export function keyAction(key: string, isOpen: boolean, active: number, count: number): Action {
  if (!isOpen) return key === 'ArrowDown' || key === 'ArrowUp' ? 'open' : undefined
  if (key === 'Escape') return 'leave'
  if (key === 'Enter') return active >= 0 ? 'choose' : 'leave'
  if (count === 0) return undefined
  if (key === 'ArrowDown') return (active + 1) % count
  if (key === 'ArrowUp') return active <= 0 ? count - 1 : active - 1
  if (key === 'PageDown') return Math.min(count - 1, active + page)
  if (key === 'PageUp') return Math.max(0, active - page)
  return undefined
}
