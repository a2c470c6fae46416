import type { ReactNode } from 'react'

/** A group of fields that belong together, one question group of a step. */
export function FormSection({ legend, help, children }: { legend: ReactNode; help?: ReactNode; children: ReactNode }) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-6">
      <legend className="mb-4 w-full border-b border-line pb-2 text-l font-strong">{legend}</legend>
      {help && <p className="-mt-3 text-m text-muted">{help}</p>}
      {children}
    </fieldset>
  )
}
