import { listensToSlash } from './slash-key.ts'

/** `/` where nothing is being written, and K with Control or Command everywhere. */
export function isSearchKey({
  key,
  ctrlKey,
  metaKey,
  altKey,
  shiftKey,
  repeat,
  target,
  defaultPrevented,
}: KeyboardEvent): boolean {
  if (repeat || altKey || defaultPrevented) return false
  if (ctrlKey || metaKey) return key.toLowerCase() === 'k' && !shiftKey
  const isWriting = target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null
  return key === '/' && !isWriting && listensToSlash()
}
