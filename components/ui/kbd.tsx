import type { ReactNode } from 'react'

/** A key of the keyboard. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="rounded-s border border-line-strong bg-sunken px-1.5 font-mono text-s text-muted">{children}</kbd>
  )
}
