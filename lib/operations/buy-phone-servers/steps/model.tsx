'use client'

import { useTranslations } from 'use-intl/react'
import { ComboboxField } from '#components/form/combobox-field.tsx'
import { ChoicesFailed } from '#components/form/choices-failed.tsx'
import { RadioCardsField } from '#components/form/radio-cards-field.tsx'
import { useResetNote } from '#components/wizard/reset-note.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { useChoices, useLookup } from '#components/wizard/use-lookup.ts'
import { useFormat } from '#lib/i18n/use-format.ts'
import type { DeepPartial } from '../../kit.ts'
import type { PhoneImage, PhoneModel } from '../../lookups.ts'
import { vipCount } from '../../vip-count.ts'
import type { Input } from '../contract.ts'
import { imageFits } from '../image-fits.ts'
import { type StepProps, useAnswers, useSet } from './form.ts'

/** The hardware, and the phones that run on it. */
export function ModelStep({ control }: StepProps) {
  const t = useTranslations('wizard')
  const format = useFormat()
  const answers = useAnswers(control)
  const set = useSet()
  const { note, shown } = useResetNote()
  const { account, model } = answers
  const servers = useChoices(useLookup(account?.accountId, 'serverModels'), (row) => ({
    value: row.name,
    label: row.name,
    description: t(row.cloudDisks ? 'serverModelWithDisks' : 'serverModelFacts', {
      hardware: row.hardware,
      cpu: row.cpu,
      memory: row.memoryGb,
    }),
    aside: row.gaming ? t('gaming') : undefined,
  }))
  const phoneModels = useLookup(account?.accountId, 'phoneModels')
  const images = useLookup(account?.accountId, 'phoneImages')
  const sorted = { ...phoneModels, data: phoneModels.data?.toSorted(fittingFirst(model?.serverModel)) }
  // The rows are the same, only in another order.
  const phones = useChoices(sorted as typeof phoneModels, (row) => ({
    value: row.name,
    label: row.name,
    description: t('phoneModelFacts', {
      cpu: row.cpu,
      memory: format.bytes(row.memoryMb * 1024 ** 2),
      resolution: row.resolution,
      disk: row.generation === '2.0' ? t('diskOfYourChoice') : format.bytes(row.diskGib * 1024 ** 3),
    }),
    aside: t('phones', { count: row.phones }),
    disabledReason: row.serverModel === model?.serverModel ? undefined : t('runsOn', { server: row.serverModel }),
  }))

  const chooseServer = () => {
    set('model.phoneModel', undefined)
    set('model.phones', 1)
    set('model.generation', '1.0')
    note(model?.phoneModel ? [t('phoneModel')] : [])
  }
  const choosePhone = (name: string | undefined) => {
    const row = phoneModels.data?.find((one) => one.name === name && one.serverModel === model?.serverModel)
    if (!row) return
    const changes = followers(answers, row, images.data)
    for (const [path, value] of changes.values) set(path, value)
    note(changes.names.map((key) => t(key)))
  }
  return (
    <>
      {servers.state !== 'ready' && (
        <div className="flex flex-col gap-2">
          <p className="text-l font-strong">{t('serverModel')}</p>
          {servers.state === 'loading' ? <CardsWaiting /> : <ChoicesFailed choices={servers} />}
        </div>
      )}
      {servers.state === 'ready' && (
        <RadioCardsField
          control={control}
          name="model.serverModel"
          label={t('serverModel')}
          choices={servers.choices}
          onChosen={chooseServer}
        />
      )}
      <ComboboxField
        control={control}
        name="model.phoneModel"
        label={t('phoneModel')}
        help={model?.phoneModel && model.phones ? t('phonesPerServer', { phones: model.phones }) : t('phoneModelHelp')}
        disabledReason={model?.serverModel ? undefined : t('serverModelFirst')}
        choices={phones}
        onChosen={choosePhone}
      />
      {shown}
    </>
  )
}

const fittingFirst = (serverModel: string | undefined) => (a: PhoneModel, b: PhoneModel) =>
  rank(a, serverModel) - rank(b, serverModel)

const rank = (row: PhoneModel, serverModel: string | undefined) =>
  (row.serverModel === serverModel ? 0 : 2) + (row.disabled === undefined ? 0 : 1)

type Follower = 'image' | 'disks' | 'phonesPerIp' | 'eipCount'

/** What changes with a phone flavor: its own facts, and the answers that no longer fit it. */
function followers(answers: DeepPartial<Input>, row: PhoneModel, images: PhoneImage[] | undefined) {
  const { image, network, disks } = answers
  const values: [Parameters<ReturnType<typeof useSet>>[0], unknown][] = [
    ['model.phones', row.phones],
    ['model.generation', row.generation],
  ]
  const names: Follower[] = []
  const chosen = images?.find(({ id }) => id === image?.imageId)
  if (chosen && !imageFits(chosen, row)) {
    values.push(['image.imageId', undefined])
    names.push('image')
  }
  if (disks?.generation !== row.generation) {
    values.push(['disks', row.generation === '2.0' ? emptyDisks : { generation: '1.0' }])
    if (disks?.generation === '2.0' && disks.phoneDisk?.sizeGib !== undefined) names.push('disks')
  }
  const perIp = network?.phonesPerIp
  const fits = perIp === undefined || perIp <= row.phones
  if (!fits) {
    values.push(['network.phonesPerIp', undefined])
    names.push('phonesPerIp')
  }
  const addresses = vipCount(row.phones, fits ? perIp : undefined)
  if (network?.eip?.source === 'new' && (network.eip.count ?? 1) > addresses) {
    values.push(['network.eip.count', 1])
    names.push('eipCount')
  }
  return { values, names }
}

const emptyDisks = { generation: '2.0', phoneDisk: { type: 'GPSSD' } }

const CardsWaiting = () => (
  <div className="flex flex-col gap-2" aria-hidden="true">
    {Array.from({ length: 5 }, (_, index) => (
      <Skeleton key={index} className="h-18 w-full rounded-m" />
    ))}
  </div>
)
