let pressed: HTMLElement | undefined

/** What the browser answers by itself, asleep or awake. */
const native = 'a, label, input, select, textarea, summary, [popovertarget], form[action] [type="submit"]'

/**
 * Keeps the last press in a page that is drawn and not awake yet: of a button, or of a row. A form without an address would
 * be sent to the page's own, and open it anew without what it was opened for. Answers with how to stop.
 */
export function keepEarlyPress(): () => void {
  const keep = (event: MouseEvent) => {
    const { target } = event
    if (document.querySelector('[data-waking]') === null || !(target instanceof Element)) return
    const part = target.closest('main') && target.closest(native) === null ? target.closest('button, td, th') : null
    pressed = part instanceof HTMLElement ? part : undefined
    if (part?.matches('[type="submit"]')) event.preventDefault()
  }
  document.addEventListener('click', keep, true)
  return () => document.removeEventListener('click', keep, true)
}

/** Presses it again, now that somebody hears it. */
export function repeatPress(): void {
  const part = pressed
  pressed = undefined
  if (part?.isConnected) part.click()
}
