'use client'

import type { ReactNode } from 'react'
import { Icon } from '#components/ui/icon.tsx'
import { classNames } from '#components/ui/class-names.ts'

/** What every field takes beside its name. */
export type FieldTexts = {
  label: ReactNode
  help?: ReactNode
  /** Says beside the label that it may stay empty. */
  optional?: boolean
  /** Why it cannot be changed now. */
  disabledReason?: string | undefined
}

export type FieldAria = {
  id: string
  'aria-invalid': boolean | undefined
  'aria-describedby': string | undefined
}

type Props = FieldTexts & {
  id: string
  error: string | undefined
  optionalWord?: string | undefined
  className?: string | undefined
  children: (aria: FieldAria) => ReactNode
}

/** Label above, then the error, the control, and help below: the same order in every form. */
export function FieldFrame({ id, label, help, disabledReason, error, optionalWord, className, children }: Props) {
  const parts = [error && `${id}-error`, help && `${id}-help`, disabledReason && `${id}-reason`].filter(Boolean)
  return (
    <div className={classNames('flex min-w-0 flex-col gap-1.5', className)}>
      <label htmlFor={id} className="text-l font-strong">
        {label}
        {optionalWord && <span className="font-normal text-muted"> {optionalWord}</span>}
      </label>
      <FieldError id={id} error={error} />
      {children({ id, 'aria-invalid': error ? true : undefined, 'aria-describedby': parts.join(' ') || undefined })}
      <FieldHelp id={id} help={help} disabledReason={disabledReason} />
    </div>
  )
}

export function FieldError({ id, error }: { id: string; error: string | undefined }) {
  if (error === undefined) return null
  return (
    <p id={`${id}-error`} className="flex items-start gap-1.5 text-m font-strong text-danger">
      <Icon name="circle-x" className="mt-0.5" />
      {error}
    </p>
  )
}

export function FieldHelp({
  id,
  help,
  disabledReason,
}: {
  id: string
  help: ReactNode
  disabledReason: string | undefined
}) {
  return (
    <>
      {help && (
        <div id={`${id}-help`} className="text-m text-muted">
          {help}
        </div>
      )}
      {disabledReason && (
        <p id={`${id}-reason`} className="flex items-start gap-1.5 text-m text-muted">
          <Icon name="lock-keyhole" size={14} className="mt-[3px]" />
          {disabledReason}
        </p>
      )}
    </>
  )
}
