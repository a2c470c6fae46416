'use client'

import { useTranslations } from 'use-intl/react'
import { FormSection } from '#components/form/form-section.tsx'
import { NetworkAddresses } from './network-addresses.tsx'
import { NetworkBandwidth } from './network-bandwidth.tsx'
import { NetworkPlace } from './network-place.tsx'

/** Where the servers stand in the network, and how they are reached. */
export function NetworkStep() {
  const t = useTranslations('wizard')
  return (
    <div className="flex flex-col gap-8">
      <FormSection legend={t('sectionPlace')}>
        <NetworkPlace />
      </FormSection>
      <FormSection legend={t('sectionAddresses')}>
        <NetworkAddresses />
      </FormSection>
      <FormSection legend={t('bandwidth')}>
        <NetworkBandwidth />
      </FormSection>
    </div>
  )
}
