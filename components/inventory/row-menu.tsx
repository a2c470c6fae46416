'use client'

import { lazy, Suspense } from 'react'
import { useTranslations } from 'use-intl/react'
import { Icon } from '#components/ui/icon.tsx'
import { Menu } from '#components/ui/menu.tsx'
import { MenuLoading } from '#components/ui/menu-loading.tsx'
import type { Actable } from './use-actions.ts'

const load = () => import('./row-menu-items.tsx')
// What can be done in which state is asked for only by those who open a menu.
const RowMenuItems = lazy(async () => ({ default: (await load()).RowMenuItems }))

/** What can be done with the resource of a row, asked when it is opened. */
export function RowMenu({ name, of }: { name: string; of: Actable }) {
  const t = useTranslations('inventory.actions')
  return (
    <span onPointerEnter={() => void load()} onFocus={() => void load()}>
      <Menu
        variant="quiet"
        size="row"
        align="end"
        label={t('menu', { name })}
        labelsButton
        button={<Icon name="ellipsis" />}
      >
        {(close) => (
          <Suspense fallback={<MenuLoading />}>
            <RowMenuItems of={of} close={close} />
          </Suspense>
        )}
      </Menu>
    </span>
  )
}
