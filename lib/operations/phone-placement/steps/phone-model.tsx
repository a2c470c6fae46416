'use client'

import { useTranslations } from 'use-intl/react'
import { ComboboxField } from '#components/form/combobox-field.tsx'
import { useResetNote } from '#components/wizard/reset-note.tsx'
import { useChoices, useLookup } from '#components/wizard/use-lookup.ts'
import { useFormat } from '#lib/i18n/use-format.ts'
import type { DeepPartial } from '../../kit.ts'
import type { PhoneImage, PhoneModel } from '../../lookups.ts'
import type { Placement } from '../contract.ts'
import { imageFits } from '../image-fits.ts'
import { vipCount } from '../vip-count.ts'
import { usePlacement } from './form.ts'

type Props = {
  /** The server flavor that the phones are to run on; nothing can be chosen before there is one. */
  serverModel: string | undefined
  /** The phone flavor that is there already. */
  currentModel?: string | undefined
}

/** The phone flavor; answers that no longer fit it are taken away, and that is said. */
export function PhoneModelField({ serverModel, currentModel }: Props) {
  const t = useTranslations('wizard')
  const format = useFormat()
  const { control, answers, set } = usePlacement()
  const { note, shown } = useResetNote()
  const { account, model } = answers
  const phoneModels = useLookup(account?.accountId, 'phoneModels')
  const images = useLookup(account?.accountId, 'phoneImages')
  const sorted = { ...phoneModels, data: phoneModels.data?.toSorted(fittingFirst(serverModel)) }
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
    aside: row.name === currentModel ? t('phonesNow', { count: row.phones }) : t('phones', { count: row.phones }),
    disabledReason: row.serverModel === serverModel ? undefined : t('runsOn', { server: row.serverModel }),
  }))
  const choosePhone = (name: string | undefined) => {
    const row = phoneModels.data?.find((one) => one.name === name && one.serverModel === serverModel)
    if (!row) return
    const changes = followers(answers, row, images.data)
    for (const [path, value] of changes.values) set(path, value)
    note(changes.names.map((key) => t(key)))
  }
  return (
    <>
      <ComboboxField
        control={control}
        name="model.phoneModel"
        label={t('phoneModel')}
        help={model?.phoneModel && model.phones ? t('phonesPerServer', { phones: model.phones }) : t('phoneModelHelp')}
        disabledReason={serverModel ? undefined : t('serverModelFirst')}
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
function followers(answers: DeepPartial<Placement>, row: PhoneModel, images: PhoneImage[] | undefined) {
  const { image, network, disks } = answers
  const values: [Parameters<ReturnType<typeof usePlacement>['set']>[0], unknown][] = [
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
