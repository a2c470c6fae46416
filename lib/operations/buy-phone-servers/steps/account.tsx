'use client'

import { useTranslations } from 'use-intl/react'
import { readyChoices } from '#components/form/choice.ts'
import { SelectField } from '#components/form/select-field.tsx'
import { useResetNote } from '#components/wizard/reset-note.tsx'
import { useHost } from '#components/wizard/wizard-host.ts'
import { useText } from '#lib/i18n/use-text.ts'
import { ProjectAndZone } from '../../phone-placement/steps/project-and-zone.tsx'
import { type StepProps, useAnswers, useSet } from './form.ts'

/** Where it is bought, and whether the account is ready for it. */
export function AccountStep({ control }: StepProps) {
  const t = useTranslations('wizard')
  const text = useText()
  const { accounts } = useHost()
  const { model, image, network } = useAnswers(control)
  const set = useSet()
  const { note, shown } = useResetNote()

  const switchTo = (chosen: string | undefined) => {
    set('account', { accountId: chosen, enterpriseProjectId: '0' })
    set('model', { phones: 1, generation: '1.0' })
    set('disks', { generation: '1.0' })
    set('image.imageId', undefined)
    set('image.keypairName', undefined)
    set('network', {
      ipv6: { enabled: false },
      eip: { source: 'new', type: '5_bgp', count: 1 },
      bandwidth: { share: 'dedicated', chargeMode: 'traffic' },
    })
    note([
      ...(model?.serverModel ? [t('step.model')] : []),
      ...(image?.imageId || image?.keypairName ? [t('image'), t('keypair')] : []),
      ...(network?.vpcId ? [t('step.network')] : []),
    ])
  }
  return (
    <>
      <SelectField
        control={control}
        name="account.accountId"
        label={t('account')}
        help={t('accountHelp')}
        choices={readyChoices(
          accounts.map(({ id, name, region, disabled }) => ({
            value: id,
            label: `${name} · ${region}`,
            disabledReason: disabled && text(disabled),
          })),
        )}
        onChosen={switchTo}
      />
      {shown}
      <ProjectAndZone zoneEmpty={t('zoneAny')} />
    </>
  )
}
