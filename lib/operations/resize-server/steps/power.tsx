'use client'

import { type Control, useWatch } from 'react-hook-form'
import { useTranslations } from 'use-intl/react'
import { RadioCardsField } from '#components/form/radio-cards-field.tsx'
import { Alert } from '#components/ui/alert.tsx'
import type { DeepPartial } from '../../kit.ts'
import type { Input } from '../contract.ts'

/** Whether the server is switched off for it: a running one has to be, and that is said before it is chosen. */
export function PowerStep({ control }: { control: Control<Input> }) {
  const t = useTranslations('resize-server')
  // A form under way: anything may still be missing.
  const target = useWatch({ control, name: 'target' }) as DeepPartial<Input['target']>
  const { status } = target
  if (!status) return <Alert tone="wait" title={t('error.statusOther')} />
  const possible = status === 'ACTIVE' ? 'stop_and_start' : 'as_it_is'
  const ways =
    status === 'ACTIVE' ? (['stop_and_start', 'as_it_is'] as const) : (['as_it_is', 'stop_and_start'] as const)
  return (
    <>
      <p>{t(`powerIs.${status}`)}</p>
      <RadioCardsField
        control={control}
        name="power.how"
        label={t('how')}
        help={t('powerFrozen')}
        choices={ways.map((how) => ({
          value: how,
          label: t(`powerValue.${how}`),
          ...(how === possible ? { description: t(`powerHelp.${how}`) } : { disabledReason: t(`powerNot.${how}`) }),
        }))}
      />
      <p className="text-m text-muted">{t('dryRun')}</p>
    </>
  )
}
