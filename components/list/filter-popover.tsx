'use client'

import { lazy, Suspense, type ReactNode } from 'react'
import { classNames } from '#components/ui/class-names.ts'
import { MenuLoading } from '#components/ui/menu-loading.tsx'
import { panelClass, usePopover } from '#components/ui/use-popover.ts'
import type { FilterField } from './filter-field.ts'
import type { Change } from './filter-editor.tsx'

// Few first views need it.
const FilterEditor = lazy(async () => ({ default: (await import('./filter-editor.tsx')).FilterEditor }))

export type PopoverOf = { fields: readonly FilterField[]; change: Change }

type Props = PopoverOf & {
  fieldId?: string
  label: string
  buttonClass: string
  children: ReactNode
}

/** A button and the panel in which filters are chosen. */
export function FilterPopover({ fields, fieldId, change, label, buttonClass, children }: Props) {
  const { isOpen, close, triggerProps, panelProps } = usePopover('start')
  return (
    <>
      <button type="button" {...triggerProps} aria-haspopup="dialog" className={buttonClass}>
        {children}
      </button>
      <div {...panelProps} role="dialog" aria-label={label} className={classNames(panelClass, 'w-72 p-1')}>
        {isOpen && (
          <Suspense fallback={<MenuLoading />}>
            <FilterEditor fields={fields} fieldId={fieldId} change={change} close={close} />
          </Suspense>
        )}
      </div>
    </>
  )
}
