'use client'

import { useId, type ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { FieldError } from '#components/form/field-frame.tsx'
import { type Role, roles } from '#lib/auth/permissions.ts'

type Props = {
  legend: ReactNode
  held: readonly Role[]
  /** Those that wait for a second owner. */
  waiting?: readonly Role[]
  /** By which groups a role is held as well, in words. */
  through?: Partial<Record<Role, string>>
  disabled?: boolean
  error?: string | undefined
  onChange: (role: Role, isHeld: boolean) => void
}

/** The roles on one account, each with what it may do. */
export function RoleBoxes({ legend, held, waiting = [], through = {}, disabled = false, error, onChange }: Props) {
  const t = useTranslations('people')
  const id = useId()
  return (
    <fieldset
      data-invalid={error === undefined ? undefined : ''}
      className="flex flex-col gap-2"
      aria-describedby={error === undefined ? undefined : `${id}-error`}
    >
      <legend className="mb-2 font-strong">{legend}</legend>
      <FieldError id={id} error={error} />
      {roles.map((role) => (
        <label key={role} className="flex items-start gap-2.5">
          <input
            type="checkbox"
            className="mt-1 size-4 shrink-0 accent-(--accent)"
            checked={held.includes(role)}
            disabled={disabled || waiting.includes(role)}
            onChange={(event) => onChange(role, event.target.checked)}
          />
          <span>
            {t(`role.${role}`)}
            <span className="block text-s text-muted">{waiting.includes(role) ? t('waits') : t(`may.${role}`)}</span>
            {through[role] !== undefined && (
              <span className="block text-s font-strong">{t('group.through', { groups: through[role] })}</span>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
