'use client'

import { useTranslations } from 'use-intl/react'
import { Alert } from '#components/ui/alert.tsx'
import { DefinitionList } from '#components/ui/definition-list.tsx'

type Props = {
  target: {
    id?: string | undefined
    name?: string | undefined
    serverModel?: string | undefined
    phoneModel?: string | undefined
  }
  /** Of this operation alone. */
  facts?: { id: string; label: string; value: string | undefined }[]
}

/** The server that a form was opened for, with the flavors it has now. */
export function PhoneServerFacts({ target, facts = [] }: Props) {
  const t = useTranslations('wizard')
  if (!target.id) return <Alert tone="wait" title={t('noTarget.title')} />
  return (
    <DefinitionList
      rows={[
        { id: 'name', label: t('targetServer'), value: target.name },
        { id: 'id', label: 'ID', value: <span className="font-mono text-s wrap-anywhere">{target.id}</span> },
        { id: 'serverModel', label: t('serverModel'), value: target.serverModel },
        { id: 'phoneModel', label: t('phoneModel'), value: target.phoneModel },
        ...facts,
      ]}
    />
  )
}
