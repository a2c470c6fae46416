'use client'

import { useTranslations } from 'use-intl/react'
import { Alert } from '#components/ui/alert.tsx'
import { AccessStep } from '../../phone-placement/steps/access.tsx'

/** Ports and properties: none is carried over, and the cloud does not say which there are. */
export function PortsStep() {
  const t = useTranslations('switch-phone-server')
  return (
    <>
      <Alert tone="wait" title={t('portsLost')}>
        {t('portsLostText')}
      </Alert>
      <AccessStep />
    </>
  )
}
