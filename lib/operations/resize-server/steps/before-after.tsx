'use client'

import { useTranslations } from 'use-intl/react'
import { Icon } from '#components/ui/icon.tsx'
import type { DeepPartial } from '../../kit.ts'
import type { Input } from '../contract.ts'
import { useSize } from './size.ts'

type Props = { target: DeepPartial<Input>['target']; flavor: DeepPartial<Input>['flavor'] }

/** What the server is, and what it becomes. Its place is there before anything is chosen. */
export function BeforeAfter({ target, flavor }: Props) {
  const t = useTranslations('resize-server')
  return (
    <div className="grid min-h-20 items-center gap-x-4 gap-y-2 rounded-m bg-sunken p-4 sm:grid-cols-[1fr_auto_1fr]">
      <Side label={t('flavorNow')} name={target?.flavorId} vcpus={target?.vcpus} memoryMib={target?.memoryMib} />
      <Icon name="arrow-right" className="text-muted max-sm:hidden" />
      <Side label={t('atTarget')} name={flavor?.flavorId} vcpus={flavor?.vcpus} memoryMib={flavor?.memoryMib} />
    </div>
  )
}

type SideProps = {
  label: string
  name: string | undefined
  vcpus: number | undefined
  memoryMib: number | undefined
}

function Side({ label, name, vcpus, memoryMib }: SideProps) {
  const size = useSize()
  return (
    <div>
      <p className="text-s text-muted">{label}</p>
      <p>
        <span className="font-strong">{name ?? '–'}</span>
        {vcpus !== undefined && memoryMib !== undefined && (
          <span className="block text-m text-muted">{size(vcpus, memoryMib)}</span>
        )}
      </p>
    </div>
  )
}
