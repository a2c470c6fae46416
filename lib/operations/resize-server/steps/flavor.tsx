'use client'

import { type Control, useFormContext, useWatch } from 'react-hook-form'
import { useTranslations } from 'use-intl/react'
import { ComboboxField } from '#components/form/combobox-field.tsx'
import { RadioCardsField } from '#components/form/radio-cards-field.tsx'
import { TextField } from '#components/form/text-field.tsx'
import { useChoices, useLookup } from '#components/wizard/use-lookup.ts'
import { useLooseTranslator } from '#lib/i18n/use-text.ts'
import type { DeepPartial } from '../../kit.ts'
import type { ResizeFlavor } from '../../lookups.ts'
import type { Input } from '../contract.ts'
import { BeforeAfter } from './before-after.tsx'

/** The flavors to change to; those that the cloud would refuse stand there with the reason. */
export function FlavorStep({ control }: { control: Control<Input> }) {
  const t = useTranslations('resize-server')
  const facts = useFacts()
  const { setValue } = useFormContext<Input>()
  // A form under way: anything may still be missing.
  const { account, target, flavor } = useWatch({ control }) as DeepPartial<Input>
  const flavors = useLookup(account?.accountId, 'resizeFlavors', target?.id)
  const choices = useChoices(flavors, (row) => ({ value: row.id, label: row.id, description: facts(row) }))
  const choose = (id: string | undefined) => {
    const row = flavors.data?.find((one) => one.id === id)
    // Taken away until it is chosen again: the fields are required, the form under way is not.
    const nothing = undefined as never
    setValue('flavor.vcpus', row?.vcpus ?? nothing, { shouldDirty: true })
    setValue('flavor.memoryMib', row?.memoryMib ?? nothing, { shouldDirty: true })
    setValue('flavor.canSetThreads', row?.canSetThreads ?? false, { shouldDirty: true })
    setValue('flavor.hyperThreading', row?.canSetThreads === true ? 'default' : undefined, { shouldDirty: true })
  }
  return (
    <>
      <ComboboxField
        control={control}
        name="flavor.flavorId"
        label={t('flavor')}
        help={t('flavorHelp')}
        choices={choices}
        onChosen={choose}
      />
      <BeforeAfter target={target} flavor={flavor} />
      {flavor?.canSetThreads === true && <Threads control={control} />}
      {target?.dedicatedHostId !== undefined && (
        <TextField
          control={control}
          name="flavor.dedicatedHostId"
          label={t('host')}
          help={t('hostHelp')}
          monospace
          spellCheck={false}
          autoComplete="off"
        />
      )}
    </>
  )
}

/** Two threads or one on each core, where the flavor lets it be chosen. */
function Threads({ control }: { control: Control<Input> }) {
  const t = useTranslations('resize-server')
  return (
    <RadioCardsField
      control={control}
      name="flavor.hyperThreading"
      label={t('threads')}
      help={t('threadsHelp')}
      columns={3}
      choices={(['default', 'on', 'off'] as const).map((value) => ({
        value,
        label: t(`threadsChoice.${value}`),
        description: t(`threadsMeans.${value}`),
      }))}
    />
  )
}

/** One line of facts: size, kind and generation, bandwidth. */
function useFacts(): (row: ResizeFlavor) => string {
  const t = useTranslations('resize-server')
  const loose = useLooseTranslator()
  return ({ vcpus, memoryMib, performance, generation, bandwidthMbps }) => {
    const key = `resize-server.performance.${performance}`
    const kind = [loose.has(key) ? loose(key) : performance, generation].filter(Boolean).join(' ')
    const size = { vcpus, memory: Math.round((memoryMib / 1024) * 10) / 10, kind }
    return bandwidthMbps === undefined
      ? t('flavorFacts', size)
      : t('flavorFactsWithBandwidth', { ...size, bandwidth: bandwidthMbps })
  }
}
