'use client'

import { useTranslations } from 'use-intl/react'
import { FormSection } from '#components/form/form-section.tsx'
import type { StepProps } from './form.ts'
import { NetworkAddresses } from './network-addresses.tsx'
import { NetworkBandwidth } from './network-bandwidth.tsx'
import { NetworkPlace } from './network-place.tsx'

/** Where the servers stand in the network, and how they are reached. */
export function NetworkStep({ control }: StepProps) {
  const t = useTranslations('wizard')
  return (
    <div className="flex flex-col gap-8">
      <FormSection legend={t('sectionPlace')}>
        <NetworkPlace control={control} />
      </FormSection>
      <FormSection legend={t('sectionAddresses')}>
        <NetworkAddresses control={control} />
      </FormSection>
      <FormSection legend={t('bandwidth')}>
        <NetworkBandwidth control={control} />
      </FormSection>
    </div>
  )
}
