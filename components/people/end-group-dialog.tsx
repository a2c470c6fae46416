'use client'

import { useTranslations } from 'use-intl/react'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import type { People } from '#lib/people/list.ts'
import type { GroupActions } from './people-actions.ts'
import { useRun } from './use-run.ts'

type Props = { group: People['groups'][number]; remove: GroupActions['remove']; onClose: () => void }

/** Asks before a group ends: what it gave cannot be given back at once. */
export function EndGroupDialog({ group, remove, onClose }: Props) {
  const t = useTranslations('people.group')
  const { run, isBusy } = useRun()
  const end = async () => {
    await run(() => remove({ groupId: group.id }), t('removed'))
    onClose()
  }
  return (
    <ConfirmDialog
      open
      danger
      busy={isBusy}
      title={t('removeTitle', { name: group.name })}
      confirmLabel={t('remove')}
      onConfirm={() => void end()}
      onClose={onClose}
    >
      {t('removeText')}
    </ConfirmDialog>
  )
}
