import { lazy, Suspense } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Column } from '#components/table/column.ts'
import { Icon } from '#components/ui/icon.tsx'
import { Menu } from '#components/ui/menu.tsx'
import { MenuLoading } from '#components/ui/menu-loading.tsx'
import type { ListLook } from './list-look.ts'

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
    <Menu
      size="small"
      align="end"
      label={t('label')}
      button={
        <>
          <Icon name="columns-3" size={14} />
          {t('label')}
        </>
      }
    >
      {(close) => (
        <Suspense fallback={<MenuLoading />}>
          <ViewMenuItems {...props} close={close} />
        </Suspense>
      )}
    </Menu>
  )
}
