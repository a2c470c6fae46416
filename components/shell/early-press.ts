let pressed: HTMLElement | undefined

/** What the browser answers by itself, asleep or awake. */
const native = 'a, label, input, select, textarea, summary, [popovertarget], [type="submit"]'

/** Keeps the last press in a page that is drawn and not awake yet: of a button, or of a row. Answers with how to stop. */
export function keepEarlyPress(): () => void {
  const keep = ({ target }: MouseEvent) => {
    if (document.querySelector('[data-waking]') === null || !(target instanceof Element)) return
    const part = target.closest('main') && target.closest(native) === null ? target.closest('button, td, th') : null
    pressed = part instanceof HTMLElement ? part : undefined
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
