let pressed: HTMLElement | undefined

/** Keeps the last press of a button that is drawn and not awake yet. Answers with how to stop. */
export function keepEarlyPress(): () => void {
  const keep = ({ target }: MouseEvent) => {
    if (document.querySelector('[data-waking]') === null || !(target instanceof Element)) return
    pressed = target.closest<HTMLElement>('main button:not([popovertarget])') ?? undefined
  }
  document.addEventListener('click', keep, true)
  return () => document.removeEventListener('click', keep, true)
}

/** Presses it again, now that somebody hears it. */
export function repeatPress(): void {
  const button = pressed
  pressed = undefined
  if (button?.isConnected) button.click()
}
