import { isSearchKey } from './search-key.ts'

let isAsked = false
let stop = () => {}

/** Hears that the search is asked for while it is still being loaded. Answers with how to stop. */
export function hearEarlySearch(): () => void {
  const press = (event: KeyboardEvent) => {
    if (!isSearchKey(event)) return
    event.preventDefault()
    isAsked = true
  }
  const click = ({ target }: MouseEvent) => {
    if (target instanceof Element && target.closest('[data-search]')) isAsked = true
  }
  document.addEventListener('keydown', press)
  document.addEventListener('click', click)
  stop = () => {
    document.removeEventListener('keydown', press)
    document.removeEventListener('click', click)
  }
  return () => stop()
}

/** Whether it was; from now on the search hears for itself. */
export function takeEarlySearch(): boolean {
  stop()
  const was = isAsked
  isAsked = false
  return was
}
