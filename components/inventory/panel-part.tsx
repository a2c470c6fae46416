import { useId, type ReactNode } from 'react'

/** One part of what stands beside a list, under its own heading. */
export function PanelPart({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="flex flex-col gap-2">
      <h3 id={id} className="text-s font-strong text-muted">
        {title}
      </h3>
      {children}
    </section>
  )
}
