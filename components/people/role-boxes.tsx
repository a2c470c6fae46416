'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { type Role, roles } from '#lib/auth/permissions.ts'

type Props = {
  legend: ReactNode
  held: readonly Role[]
  /** Those that wait for a second owner. */
  waiting?: readonly Role[]
  /** By which groups a role is held as well, in words. */
  through?: Partial<Record<Role, string>>
  disabled?: boolean
  onChange: (role: Role, isHeld: boolean) => void
}

/** The roles on one account, each with what it may do. */
export function RoleBoxes({ legend, held, waiting = [], through = {}, disabled = false, onChange }: Props) {
  const t = useTranslations('people')
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-2 font-strong">{legend}</legend>
      {roles.map((role) => (
        <label key={role} className="flex items-start gap-2.5">
          <input
            type="checkbox"
            className="mt-1 size-4 accent-(--accent)"
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
