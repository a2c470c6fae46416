'use client'

import { useRouter } from 'next/navigation'
import { useState, type SubmitEvent } from 'react'
import { useTranslations } from 'use-intl/react'
import { confirming } from '#components/session/confirming.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { useText } from '#lib/i18n/use-text.ts'
import type { GroupActions } from './people-actions.ts'
import { PlainField } from './plain-field.tsx'

type Props = { create: GroupActions['create']; onClose: () => void; onMade: (groupId: string) => void }

/** Asks what a new group is called. */
export function NewGroupDialog({ create, onClose, onMade }: Props) {
  const t = useTranslations('people')
  const text = useText()
  const toast = useToast()
  const router = useRouter()
  const [name, setName] = useState('')
  const [error, setError] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (isBusy) return
    setBusy(true)
    const result = await confirming(() => create({ name }))
    setBusy(false)
    if (!result.ok) return setError(text(result.error.fields?.['name'] ?? result.error.message))
    router.refresh()
    toast({ tone: 'success', title: t('group.created') })
    onMade(result.value.groupId)
  }
  return (
    <Dialog open onClose={onClose} role="alertdialog" title={t('group.create')} description={t('group.createText')}>
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
        <PlainField label={t('group.name')} value={name} max={60} error={error} onChange={setName} />
        <div className="flex flex-wrap justify-end gap-2 border-t border-line pt-4">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" variant="primary" loading={isBusy}>
            {t('group.create')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
