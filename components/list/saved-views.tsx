'use client'

import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, use, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { MenuLoading } from '#components/ui/menu-loading.tsx'
import { type SavedView, viewsQuery } from '#lib/views/queries.ts'
import { viewLists } from '#lib/views/view-lists.ts'
import { LooksContext } from './list-looks.tsx'
import type { ListLook } from './list-look.ts'
import { ListMenu } from './list-menu.tsx'
import { isSameQuery } from './same-query.ts'

const SavedViewItems = lazy(async () => ({ default: (await import('./saved-view-items.tsx')).SavedViewItems }))
const SavedViewDialog = lazy(async () => ({ default: (await import('./saved-view-dialog.tsx')).SavedViewDialog }))

export type Asked = { what: 'save' } | { what: 'rename' | 'delete'; view: SavedView }

export type SavedViewsProps = {
  path: `/${string}`
  /** Filters and sort as the address has them. */
  query: string
  look: ListLook
  onLook: (look: ListLook) => void
}

/** Views of a list that were kept: one's own and those that colleagues share; the one that is looked at has its name here. */
export function SavedViews(props: SavedViewsProps) {
  const t = useTranslations('ui.views')
  const { actions } = use(LooksContext)
  const { data } = useQuery({ ...viewsQuery(), enabled: actions !== undefined })
  const [asked, setAsked] = useState<Asked>()
  if (!actions || !data || !viewLists.some((list) => `/${list}` === props.path)) return null
  const views = data.views.filter(({ list }) => `/${list}` === props.path)
  const current = views.find(({ query }) => isSameQuery(query, props.query))
  const common = { ...props, views, current, actions }
  return (
    <>
      <ListMenu
        icon="bookmark"
        label={t('label')}
        title={current && <span className="max-w-40 truncate max-sm:max-w-20">{current.name}</span>}
      >
        {(close) => (
          <Suspense fallback={<MenuLoading />}>
            <SavedViewItems {...common} shareDenial={data.shareDenial} onAsk={setAsked} close={close} />
          </Suspense>
        )}
      </ListMenu>
      {asked && (
        <Suspense>
          <SavedViewDialog {...common} asked={asked} onClose={() => setAsked(undefined)} />
        </Suspense>
      )}
    </>
  )
}
