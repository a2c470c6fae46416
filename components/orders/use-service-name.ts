import { useTranslations } from 'use-intl/react'

const known = ['cph', 'vdi', 'ec2', 'ebs', 'vpc', 'ims', 'obs', 'rds', 'cbr', 'marketplace'] as const

const prefix = 'hws.service.type.'

/** Words for a service of the cloud by its code; one that is not known here goes by the cloud's own name, else its code. */
export function useServiceName(): (code: string, name: string) => string {
  const t = useTranslations('cloudServices')
  return (code, name) => {
    const service = known.find((each) => `${prefix}${each}` === code)
    return service === undefined ? name || code : t(service)
  }
}
