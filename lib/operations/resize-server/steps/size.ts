'use client'

import { useTranslations } from 'use-intl/react'

/** The words for a size: virtual processors, and memory given in MiB. */
export function useSize(): (vcpus: number, memoryMib: number) => string {
  const t = useTranslations('resize-server')
  return (vcpus, memoryMib) => t('sizeAfter', { vcpus, memory: Math.round((memoryMib / 1024) * 10) / 10 })
}
