import { useTranslations } from 'use-intl/react'
import { useFormat } from '#lib/i18n/use-format.ts'

type Props = { vcpus: number | null; memoryMib: number | null }

/** Processors and memory: `2 vCPU · 4 GiB`. */
export function ResourceSize({ vcpus, memoryMib }: Props) {
  const t = useTranslations('inventory')
  const format = useFormat()
  if (vcpus === null || memoryMib === null) return <span className="text-muted">–</span>
  return t('size', { vcpus: format.number(vcpus), memory: format.number(memoryMib / 1024) })
}
