'use client'

import { useTranslations } from 'use-intl/react'
import { CheckboxField } from '#components/form/checkbox-field.tsx'
import { NumberField } from '#components/form/number-field.tsx'
import { SelectField } from '#components/form/select-field.tsx'
import { TextField } from '#components/form/text-field.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { useChoices, useLookup } from '#components/wizard/use-lookup.ts'
import { fieldsOf, type StepProps, useAnswers, useSet } from './form.ts'
import { useSize } from './target.tsx'

/** How many desktops the exclusive host is to hold; fewer is data lost. */
export function HostFields({ control }: StepProps) {
  const t = useTranslations('change-desktop')
  const set = useSet()
  const size = useSize()
  const answers = useAnswers(control)
  const { account, target } = answers
  const { quantity } = fieldsOf(answers, 'host')
  const rooms = useLookup(account?.accountId, 'desktopHosts', target?.id)
  const room = rooms.data?.[0]
  const count = target?.host?.count ?? 0
  const fewer = quantity !== undefined && Number.isInteger(quantity) && quantity >= 0 ? count - quantity : 0
  const products = useChoices(
    // The rows of the one host in place of the host.
    { ...rooms, data: room?.products } as ReturnType<typeof useLookup<'desktopProducts'>>,
    (row) => ({ value: row.id, label: `${size(row.vcpus, row.memoryMib)} · ${row.id}` }),
  )
  const forget = (value: number | undefined) => {
    if (value !== undefined && value < count) return
    set('change.understood', undefined)
    set('change.typedName', undefined)
  }
  return (
    <>
      <NumberField
        control={control}
        name="change.quantity"
        label={t('hostCount')}
        unit={t('desktops', { count: quantity ?? 0 })}
        help={room ? t('hostHelp', { count, min: room.least, max: room.most }) : t('hostWait')}
        min={room?.least ?? 0}
        max={room?.most ?? 300}
        onChanged={forget}
      />
      {fewer > 0 && <Fewer control={control} fewer={fewer} name={target?.host?.name ?? ''} />}
      <SelectField
        control={control}
        name="change.productId"
        label={t('product')}
        help={t('hostProductHelp')}
        choices={products}
      />
    </>
  )
}

function Fewer({ control, fewer, name }: StepProps & { fewer: number; name: string }) {
  const t = useTranslations('change-desktop.fewer')
  return (
    <div className="flex flex-col gap-4">
      <Alert tone="danger" title={t('title', { count: fewer })}>
        {t('text')}
      </Alert>
      <CheckboxField control={control} name="change.understood" label={t('label', { count: fewer })} />
      <TextField
        control={control}
        name="change.typedName"
        label={t('typed')}
        help={t('typedHelp', { name })}
        autoComplete="off"
        spellCheck={false}
      />
    </div>
  )
}
