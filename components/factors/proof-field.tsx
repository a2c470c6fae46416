'use client'

import { useId } from 'react'
import { useTranslations } from 'use-intl/react'
import { FieldFrame } from '#components/form/field-frame.tsx'
import { inputClass } from '#components/ui/input-class.ts'

type Props = {
  kind: 'code' | 'password'
  value: string
  error: string | undefined
  onChange: (value: string) => void
}

/** One field for a code of an app or a recovery code, or for the password. */
export function ProofField({ kind, value, error, onChange }: Props) {
  const t = useTranslations('session')
  const id = useId()
  return (
    <FieldFrame id={id} label={t(`${kind}Label`)} help={kind === 'code' ? t('codeHelp') : undefined} error={error}>
      {(aria) => (
        <input
          {...aria}
          value={value}
          type={kind === 'password' ? 'password' : 'text'}
          autoComplete={kind === 'password' ? 'current-password' : 'one-time-code'}
          maxLength={256}
          autoCapitalize="none"
          spellCheck={false}
          onChange={(event) => onChange(event.target.value)}
          className={inputClass}
        />
      )}
    </FieldFrame>
  )
}
