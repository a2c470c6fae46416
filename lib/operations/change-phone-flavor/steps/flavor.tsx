'use client'

import { type Control, useFormContext, useWatch } from 'react-hook-form'
import { useTranslations } from 'use-intl/react'
import type { Choices } from '#components/form/choice.ts'
import { ComboboxField } from '#components/form/combobox-field.tsx'
import { useChoices, useLookup } from '#components/wizard/use-lookup.ts'
import { useFormat } from '#lib/i18n/use-format.ts'
import { useText } from '#lib/i18n/use-text.ts'
import type { DeepPartial } from '../../kit.ts'
import { phoneModelProblem } from '../choices.ts'
import type { Input } from '../contract.ts'
import { serverModelProblem } from '../server-model-problem.ts'

/** The flavors to change to; those that the cloud would refuse stand there with the reason. */
export function FlavorStep({ control }: { control: Control<Input> }) {
  const t = useTranslations('wizard')
  const text = useText()
  const format = useFormat()
  const { setValue } = useFormContext<Input>()
  // A form under way: anything may still be missing.
  const { account, target, flavor } = useWatch({ control }) as DeepPartial<Input>
  const current = { serverModel: target?.serverModel ?? '', phoneModel: target?.phoneModel ?? '' }
  const servers = useChoices(useLookup(account?.accountId, 'serverModels'), (row) => ({
    value: row.name,
    label: row.name,
    description: t('serverModelFacts', { hardware: row.hardware, cpu: row.cpu, memory: row.memoryGb }),
    disabledReason: worded(row.disabled ?? serverModelProblem(current.serverModel, row.name), text),
  }))
  const phoneModels = useLookup(account?.accountId, 'phoneModels')
  const phones = useChoices(phoneModels, (row) => ({
    value: row.name,
    label: row.name,
    description: t('phoneModelFacts', {
      cpu: row.cpu,
      memory: format.bytes(row.memoryMb * 1024 ** 2),
      resolution: row.resolution,
      disk: row.generation === '2.0' ? t('diskOfYourChoice') : format.bytes(row.diskGib * 1024 ** 3),
    }),
    aside: t('phones', { count: row.phones }),
    disabledReason:
      row.serverModel === flavor?.serverModel
        ? worded(phoneModelProblem(phoneModels.data ?? [], current, row), text)
        : t('runsOn', { server: row.serverModel }),
  }))
  return (
    <>
      <p className="text-muted">{t('flavorHelp')}</p>
      <ComboboxField
        control={control}
        name="flavor.serverModel"
        label={t('serverModel')}
        choices={possibleFirst(servers)}
        // Taken away until it is chosen again: the field is required, its form under way is not.
        onChosen={() => setValue('flavor.phoneModel', undefined as never, { shouldDirty: true })}
      />
      <ComboboxField
        control={control}
        name="flavor.phoneModel"
        label={t('phoneModel')}
        disabledReason={flavor?.serverModel ? undefined : t('serverModelFirst')}
        choices={possibleFirst(phones)}
      />
    </>
  )
}

const worded = (key: string | undefined, text: (key: string) => string): string | undefined =>
  key === undefined ? undefined : text(key)

const possibleFirst = (choices: Choices): Choices =>
  choices.state === 'ready'
    ? {
        ...choices,
        choices: choices.choices.toSorted(
          (a, b) => Number(a.disabledReason !== undefined) - Number(b.disabledReason !== undefined),
        ),
      }
    : choices
