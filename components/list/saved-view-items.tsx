'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'use-intl/react'
import { MenuItems, type MenuItem } from '#components/ui/menu-items.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { reach } from '#lib/reach.ts'
import { useText } from '#lib/i18n/use-text.ts'
import { type SavedView, type ViewActions, viewsQuery } from '#lib/views/queries.ts'
import { parseLook } from './list-look.ts'
import type { Asked, SavedViewsProps } from './saved-views.tsx'

type Props = SavedViewsProps & {
  views: readonly SavedView[]
  current: SavedView | undefined
  actions: ViewActions
  shareDenial: string | null
  onAsk: (asked: Asked) => void
  close: () => void
}

/** The views to choose from, and what can be done with the one that is looked at. */
export function SavedViewItems({ path, views, current, actions, shareDenial, onAsk, onLook, close }: Props) {
  const t = useTranslations('ui.views')
  const router = useRouter()
  const share = useShare(actions)
  const text = useText()
  const show = (query: string, columns: string, density: string) => {
    onLook(parseLook(`density=${density}&${columns}`))
    router.push(query === '' ? path : `${path}?${query}`, { scroll: false })
  }
  const item = (view: SavedView): MenuItem => ({
    id: view.id,
    label: (
      <>
        {view.name}
        {(view.isShared || !view.isMine) && (
          <span className="block text-s text-muted">{view.isMine ? t('shared') : t('by', { name: view.by })}</span>
        )}
      </>
    ),
    checked: view.id === current?.id,
    onSelect: () => show(view.query, view.columns, view.density),
  })
  const mine = views.filter(({ isMine }) => isMine)
  const others = views.filter(({ isMine }) => !isMine)
  const own = current?.isMine ? current : undefined
  return (
    <MenuItems
      sections={[
        ...(mine.length === 0 ? [] : [{ id: 'mine', heading: t('mine'), items: mine.map(item) }]),
        ...(others.length === 0 ? [] : [{ id: 'others', heading: t('others'), items: others.map(item) }]),
        {
          id: 'actions',
          items: [
            { id: 'save', label: t('save'), icon: 'plus', onSelect: () => onAsk({ what: 'save' }) },
            ...(own ? ownItems(own) : []),
            ...(views.length === 0 ? [] : [{ id: 'all', label: t('all'), onSelect: () => show('', '', 'normal') }]),
          ],
        },
      ]}
      close={close}
    />
  )

  function ownItems(view: SavedView): MenuItem[] {
    const denial = shareDenial === null || view.isShared ? undefined : text(shareDenial)
    return [
      { id: 'rename', label: t('rename'), icon: 'pencil-line', onSelect: () => onAsk({ what: 'rename', view }) },
      {
        id: 'share',
        label: t(view.isShared ? 'unshare' : 'share'),
        icon: 'users-round',
        disabledReason: denial,
        onSelect: () => void share(view),
      },
      {
        id: 'delete',
        label: t('delete'),
        icon: 'trash',
        danger: true,
        onSelect: () => onAsk({ what: 'delete', view }),
      },
    ]
  }
}

function useShare(actions: ViewActions) {
  const t = useTranslations('ui.views')
  const client = useQueryClient()
  const toast = useToast()
  const text = useText()
  return async ({ id, isShared, name }: SavedView) => {
    const result = await reach(actions.share({ id, isShared: !isShared }))
    void client.invalidateQueries({ queryKey: viewsQuery().queryKey })
    if (result.ok) toast({ tone: 'success', title: t(isShared ? 'unshared' : 'nowShared', { name }) })
    else toast({ tone: 'danger', title: text(result.error.message) })
  }
}
