'use client'

import { type Control, useWatch } from 'react-hook-form'
import { useTranslations } from 'use-intl/react'
import { Alert } from '#components/ui/alert.tsx'
import type { DeepPartial } from '../../kit.ts'
import { PhoneServerFacts } from '../../phone-placement/steps/phone-server-facts.tsx'
import type { Input } from '../contract.ts'

/** The server that the form was opened for, and what a switch does to it. */
export function TargetStep({ control }: { control: Control<Input> }) {
  const t = useTranslations('switch-phone-server.intro')
  const words = useTranslations('wizard')
  // A form under way: anything may still be missing.
  const target = useWatch({ control, name: 'target' }) as DeepPartial<Input['target']>
  return (
    <>
      <PhoneServerFacts target={target} facts={[{ id: 'zone', label: words('zone'), value: target.zone }]} />
      {target.id && (
        <Alert tone="wait" title={t('title')}>
          <ul className="flex list-disc flex-col gap-1 pl-4">
            <li>{t('stays')}</li>
            <li>{t('goes')}</li>
            <li>{t('takes')}</li>
          </ul>
        </Alert>
      )}
    </>
  )
}
