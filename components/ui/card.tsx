import { useId, type ReactNode } from 'react'
import { classNames } from './class-names.ts'

type Props = {
  title?: ReactNode
  actions?: ReactNode
  /** Draws the content to the edges, for tables and lists. */
  flush?: boolean
  headingLevel?: 2 | 3
  children: ReactNode
}

/** A titled part of a page on its own surface. */
export function Card({ title, actions, flush = false, headingLevel = 2, children }: Props) {
  const id = useId()
  const Heading = headingLevel === 2 ? 'h2' : 'h3'
  return (
    <section aria-labelledby={title ? id : undefined} className="min-w-0 rounded-l border border-line bg-surface">
      {title && (
        <div className="flex min-h-12 flex-wrap items-center justify-between gap-2 border-b border-line px-4 py-2">
          <Heading id={id} className="text-l font-strong">
            {title}
          </Heading>
          {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </div>
      )}
      <div className={classNames(!flush && 'p-4')}>{children}</div>
    </section>
  )
}
