import { lazy, Suspense } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Column } from '#components/table/column.ts'
import { MenuLoading } from '#components/ui/menu-loading.tsx'
import type { ListLook } from './list-look.ts'
import { ListMenu } from './list-menu.tsx'

const ViewMenuItems = lazy(async () => ({ default: (await import('./view-menu-items.tsx')).ViewMenuItems }))

export type ViewMenuProps = {
  columns: readonly Pick<Column<never>, 'id' | 'header' | 'isExtra' | 'isPinned'>[]
  look: ListLook
  onChange: (look: ListLook) => void
}

/** Chooses the columns of a list and how densely its rows stand. */
export function ViewMenu(props: ViewMenuProps) {
  const t = useTranslations('ui.view')
  return (
    <ListMenu icon="columns-3" label={t('label')}>
      {(close) => (
        <Suspense fallback={<MenuLoading />}>
          <ViewMenuItems {...props} close={close} />
        </Suspense>
      )}
    </ListMenu>
  )
}
