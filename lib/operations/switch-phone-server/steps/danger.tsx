'use client'

import { type Control, useFormContext, useWatch } from 'react-hook-form'
import { useTranslations } from 'use-intl/react'
import { CheckboxField } from '#components/form/checkbox-field.tsx'
import { TextField } from '#components/form/text-field.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { useLookup } from '#components/wizard/use-lookup.ts'
import type { DeepPartial } from '../../kit.ts'
import type { Input } from '../contract.ts'
import { ExtraNeeds } from './extra-needs.tsx'
import { LostPhones } from './lost-phones.tsx'

/** What cannot be undone, and twice a sign that it is meant: a tick, which is for the phones as listed, and the name. */
export function DangerStep({ control }: { control: Control<Input> }) {
  const t = useTranslations('switch-phone-server.danger')
  const { setValue } = useFormContext<Input>()
  // A form under way: anything may still be missing.
  const { account, target, danger } = useWatch({ control }) as DeepPartial<Input>
  const phones = useLookup(account?.accountId, 'phones', target?.id)
  const ids = phones.data?.map(({ id }) => id)
  const server = target?.name ?? ''
  const isOutdated = danger?.isUnderstood === true && ids !== undefined && !areSame(ids, danger.phoneIds ?? [])
  const tick = (isTicked: boolean) =>
    setValue('danger.phoneIds', isTicked ? (ids ?? []) : [], { shouldDirty: true, shouldValidate: false })
  return (
    <>
      <Alert tone="danger" title={t('title', { count: ids?.length ?? 2 })}>
        {t('text', { server })}
      </Alert>
      <LostPhones phones={phones} server={server} />
      <ExtraNeeds />
      <div className="flex flex-col gap-3">
        {isOutdated && (
          <Alert tone="wait" urgent title={t('changed')}>
            {t('changedText')}
          </Alert>
        )}
        <CheckboxField
          control={control}
          name="danger.isUnderstood"
          label={t('tick', { count: ids?.length ?? 0 })}
          disabledReason={ids === undefined ? t('phonesLoading') : undefined}
          onToggled={tick}
        />
      </div>
      <TextField
        control={control}
        name="danger.serverName"
        label={t('typeName')}
        help={
          <>
            {t('typeNameHelp')}
            <span className="block font-mono font-strong wrap-anywhere text-ink select-all">{server}</span>
          </>
        }
        autoComplete="off"
        spellCheck={false}
        monospace
      />
    </>
  )
}

const areSame = (now: readonly string[], then: readonly string[]): boolean =>
  now.length === then.length && new Set([...now, ...then]).size === now.length
