'use client'

import { type Control, useWatch } from 'react-hook-form'
import { useTranslations } from 'use-intl/react'
import { Alert } from '#components/ui/alert.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import type { DeepPartial } from '../../kit.ts'
import type { Input } from '../contract.ts'
import { useSize } from './size.ts'

/** The server that the form was opened for, as it is now. */
export function TargetStep({ control }: { control: Control<Input> }) {
  const t = useTranslations('resize-server')
  const size = useSize()
  // A form under way: anything may still be missing.
  const target = useWatch({ control, name: 'target' }) as DeepPartial<Input['target']>
  const { id, name, flavorId, vcpus, memoryMib, status, billing, dedicatedHostId } = target
  if (!id) return <Alert tone="wait" title={t('noTarget')} />
  const known = [
    { id: 'name', label: t('server'), value: name },
    { id: 'id', label: 'ID', value: <CopyId id={id} /> },
    { id: 'flavor', label: t('flavorNow'), value: flavorId },
    vcpus !== undefined && memoryMib !== undefined && { id: 'size', label: t('size'), value: size(vcpus, memoryMib) },
    status && { id: 'power', label: t('power'), value: t(`powerNow.${status}`) },
    billing && { id: 'billing', label: t('billing'), value: t(`billingValue.${billing}`) },
    dedicatedHostId && { id: 'host', label: t('host'), value: <CopyId id={dedicatedHostId} /> },
  ]
  return (
    <>
      {(!status || !billing) && <Alert tone="wait" title={t(status ? 'error.billingOther' : 'error.statusOther')} />}
      <DefinitionList rows={known.filter((row) => row !== false && row !== undefined && row !== '')} />
    </>
  )
}
