export type Side = 'bottom' | 'top'
export type Align = 'start' | 'center' | 'end'

type Box = { top: number; bottom: number; left: number; right: number; width: number; height: number }
type Placement = { side?: Side; align?: Align; gap?: number }

const edge = 8

/** Where a floating panel goes, in viewport pixels: beside its anchor, flipped where it has no room, never cut off. */
export function positionBeside(
  anchor: Box,
  panel: { width: number; height: number },
  viewport: { width: number; height: number },
  { side = 'bottom', align = 'start', gap = 4 }: Placement = {},
): { top: number; left: number } {
  const below = anchor.bottom + gap
  const above = anchor.top - gap - panel.height
  const fitsBelow = below + panel.height <= viewport.height - edge
  const fitsAbove = above >= edge
  const top = side === 'bottom' ? (fitsBelow || !fitsAbove ? below : above) : fitsAbove || !fitsBelow ? above : below
  const lefts: Record<Align, number> = {
    start: anchor.left,
    center: anchor.left + (anchor.width - panel.width) / 2,
    end: anchor.right - panel.width,
  }
  const clamp = (value: number, max: number) => Math.max(edge, Math.min(value, max))
  return {
    top: clamp(top, viewport.height - panel.height - edge),
    left: clamp(lefts[align], viewport.width - panel.width - edge),
  }
}

/** Keeps an open popover beside its anchor while the page scrolls or either changes size. Returns how to stop. */
export function placeBeside(anchor: HTMLElement, panel: HTMLElement, placement: Placement = {}): () => void {
  const place = () => {
    const viewport = { width: document.documentElement.clientWidth, height: window.innerHeight }
    const { top, left } = positionBeside(
      anchor.getBoundingClientRect(),
      panel.getBoundingClientRect(),
      viewport,
      placement,
    )
    panel.style.top = `${top}px`
    panel.style.left = `${left}px`
  }
  place()
  window.addEventListener('scroll', place, { capture: true, passive: true })
  window.addEventListener('resize', place)
  const size = new ResizeObserver(place)
  size.observe(panel)
  return () => {
    size.disconnect()
    window.removeEventListener('scroll', place, { capture: true })
    window.removeEventListener('resize', place)
  }
}
