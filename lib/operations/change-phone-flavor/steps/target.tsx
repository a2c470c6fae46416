'use client'

import { type Control, useWatch } from 'react-hook-form'
import { useTranslations } from 'use-intl/react'
import { Alert } from '#components/ui/alert.tsx'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import type { DeepPartial } from '../../kit.ts'
import type { Input } from '../contract.ts'

/** The server that the form was opened for, with the flavors it has now. */
export function TargetStep({ control }: { control: Control<Input> }) {
  const t = useTranslations('wizard')
  // A form under way: anything may still be missing.
  const target = useWatch({ control, name: 'target' }) as DeepPartial<Input['target']>
  if (!target.id) return <Alert tone="wait" title={t('noTarget.title')} />
  return (
    <DefinitionList
      rows={[
        { id: 'name', label: t('targetServer'), value: target.name },
        { id: 'id', label: 'ID', value: <span className="font-mono text-s wrap-anywhere">{target.id}</span> },
        { id: 'serverModel', label: t('serverModel'), value: target.serverModel },
        { id: 'phoneModel', label: t('phoneModel'), value: target.phoneModel },
      ]}
    />
  )
}
