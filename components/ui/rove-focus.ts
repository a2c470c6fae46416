import type { KeyboardEvent } from 'react'

/** Moves focus among the elements that match `selector` with arrows, Home, End or a first letter. */
export function roveFocus(
  event: KeyboardEvent<HTMLElement>,
  selector: string,
  orientation: 'vertical' | 'horizontal' = 'vertical',
): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>(selector)]
  const target = nextItem(
    items.map((item) => item.textContent),
    items.findIndex((item) => item === document.activeElement),
    event.key,
    orientation,
  )
  if (target === undefined) return
  event.preventDefault()
  items[target]?.focus()
}

/** The index that a key leads to from `current`, or undefined where the key means nothing here. */
export function nextItem(
  labels: string[],
  current: number,
  key: string,
  orientation: 'vertical' | 'horizontal',
): number | undefined {
  const count = labels.length
  if (count === 0) return undefined
  const [forward, back] = orientation === 'vertical' ? ['ArrowDown', 'ArrowUp'] : ['ArrowRight', 'ArrowLeft']
  if (key === forward) return (current + 1) % count
  if (key === back) return (current + count - 1 + (current === -1 ? 1 : 0)) % count
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  if (key.length !== 1 || key === ' ') return undefined
  const order = labels.map((_, step) => (current + 1 + step) % count)
  return order.find((index) => labels[index]?.trim().toLowerCase().startsWith(key.toLowerCase()))
}
