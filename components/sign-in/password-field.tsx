'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { FieldFrame } from '#components/form/field-frame.tsx'
import { buttonClass } from '#components/ui/button-class.ts'
import { inputClass } from '#components/ui/input-class.ts'

type Props = { error: string | undefined; help?: string; /** Whether it is being chosen. */ isNew?: boolean }

/** A password that can be pasted, filled by a password manager, and looked at. */
export function PasswordField({ error, help, isNew = false }: Props) {
  const t = useTranslations('auth')
  const [isShown, setShown] = useState(false)
  return (
    <FieldFrame id="password" label={isNew ? t('newPassword') : t('password')} help={help} error={error}>
      {(aria) => (
        <div className="flex gap-2">
          <input
            {...aria}
            name="password"
            type={isShown ? 'text' : 'password'}
            autoComplete={isNew ? 'new-password' : 'current-password'}
            spellCheck={false}
            className={inputClass}
          />
          <button
            type="button"
            aria-label={isShown ? t('hidePassword') : t('showPassword')}
            aria-controls={aria.id}
            onClick={() => setShown(!isShown)}
            className={`${buttonClass('secondary', 'medium')} h-10 shrink-0`}
          >
            {isShown ? t('hide') : t('show')}
          </button>
        </div>
      )}
    </FieldFrame>
  )
}
