'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { useTranslations } from 'use-intl/react'
import { FieldFrame } from '#components/form/field-frame.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { inputClass } from '#components/ui/input-class.ts'
import { useToast } from '#components/ui/toast.tsx'
import { reach } from '#lib/reach.ts'
import { useText } from '#lib/i18n/use-text.ts'
import { type SavedView, type ViewActions, viewsQuery } from '#lib/views/queries.ts'
import { type ViewList, viewLists } from '#lib/views/view-lists.ts'
import { writeLook } from './list-look.ts'
import type { Asked, SavedViewsProps } from './saved-views.tsx'

type Props = SavedViewsProps & {
  views: readonly SavedView[]
  actions: ViewActions
  asked: Asked
  onClose: () => void
}

type Failure = { message: string; field: string | undefined }

/** Names a view to keep it, gives it another name, or asks before it is thrown away. */
export function SavedViewDialog({ path, query, look, views, actions, asked, onClose }: Props) {
  const t = useTranslations('ui.views')
  const words = useTranslations('common')
  const text = useText()
  const client = useQueryClient()
  const toast = useToast()
  const [name, setName] = useState('view' in asked ? asked.view.name : '')
  const [failure, setFailure] = useState<Failure>()
  const [isBusy, setBusy] = useState(false)
  const list = viewLists.find((each) => `/${each}` === path)
  const replaced = asked.what === 'save' && views.some((view) => view.isMine && view.name === name.trim())

  const run = async (event: SubmitEvent) => {
    event.preventDefault()
    if (isBusy || list === undefined) return
    setBusy(true)
    const kept = { list, name, query, look: writeLook({ ...look, density: 'normal' }), density: look.density }
    const result = await reach(send(asked, actions, kept))
    const isRead = client.invalidateQueries({ queryKey: viewsQuery().queryKey })
    if (result.ok) await isRead
    setBusy(false)
    if (!result.ok) {
      const field = result.error.fields?.['name']
      return setFailure({ message: result.error.message, field: field === undefined ? undefined : text(field) })
    }
    toast({
      tone: 'success',
      title: t(`done.${asked.what}`, { name: asked.what === 'delete' ? asked.view.name : name.trim() }),
    })
    onClose()
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={t(`title.${asked.what}`)}
      role={asked.what === 'delete' ? 'alertdialog' : 'dialog'}
    >
      <form onSubmit={(event) => void run(event)} noValidate className="flex flex-col gap-4">
        {failure && failure.field === undefined && (
          <Alert tone="danger" urgent>
            {text(failure.message)}
          </Alert>
        )}
        {asked.what === 'delete' ? (
          <p>{t(asked.view.isShared ? 'deleteShared' : 'deleteText', { name: asked.view.name })}</p>
        ) : (
          <FieldFrame
            id="view-name"
            label={t('name')}
            help={replaced ? t('replaces') : t(asked.what === 'save' ? 'saveHelp' : 'nameHelp')}
            error={failure?.field}
          >
            {(aria) => (
              <input
                {...aria}
                value={name}
                maxLength={60}
                autoComplete="off"
                onChange={(event) => setName(event.target.value)}
                className={inputClass}
              />
            )}
          </FieldFrame>
        )}
        <div className="flex flex-wrap justify-end gap-2 border-t border-line pt-4">
          <Button onClick={onClose}>{words('cancel')}</Button>
          <Button type="submit" variant={asked.what === 'delete' ? 'danger' : 'primary'} loading={isBusy}>
            {t(`button.${asked.what}`)}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

type Kept = { list: ViewList; name: string; query: string; look: string; density: 'normal' | 'compact' }

function send(asked: Asked, actions: ViewActions, { list, name, query, look, density }: Kept) {
  switch (asked.what) {
    case 'save': {
      return actions.save({ list, name, query, columns: look, density })
    }
    case 'rename': {
      return actions.rename({ id: asked.view.id, name })
    }
    case 'delete': {
      return actions.remove({ id: asked.view.id })
    }
  }
}
