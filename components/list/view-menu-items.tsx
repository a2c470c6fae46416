'use client'

import { useTranslations } from 'use-intl/react'
import { MenuItems, type MenuItem } from '#components/ui/menu-items.tsx'
import { choosable, isShown, type ListLook, parseLook, writeLook } from './list-look.ts'
import { toggleColumn } from './toggle-column.ts'
import type { ViewMenuProps } from './view-menu.tsx'

type Props = ViewMenuProps & { close: () => void }

/** Density and columns of a list to choose from, and the way back to how the list has them. */
export function ViewMenuItems({ columns, look, onChange, close }: Props) {
  const t = useTranslations('ui.view')
  const density = (id: ListLook['density']): MenuItem => ({
    id,
    label: t(id),
    checked: look.density === id,
    onSelect: () => onChange({ ...look, density: id }),
  })
  const usual = { id: 'usual', items: [{ id: 'usual', label: t('usual'), onSelect: () => onChange(parseLook('')) }] }
  return (
    <MenuItems
      sections={[
        { id: 'density', heading: t('density'), items: [density('normal'), density('compact')] },
        {
          id: 'columns',
          heading: t('columns'),
          items: choosable(columns).map((column) => ({
            id: column.id,
            label: column.header,
            checked: isShown(column, look),
            onToggle: () => onChange(toggleColumn(look, column)),
          })),
        },
        ...(writeLook(look) === '' ? [] : [usual]),
      ]}
      close={close}
    />
  )
}
