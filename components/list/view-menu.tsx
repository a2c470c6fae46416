import { useTranslations } from 'use-intl/react'
import type { Column } from '#components/table/column.ts'
import { Icon } from '#components/ui/icon.tsx'
import { Menu } from '#components/ui/menu.tsx'
import { MenuItems, type MenuItem } from '#components/ui/menu-items.tsx'
import { choosable, isShown, type ListLook, parseLook, toggleColumn, writeLook } from './list-look.ts'

type Props<Row> = { columns: readonly Column<Row>[]; look: ListLook; onChange: (look: ListLook) => void }

/** Chooses the columns of a list and how densely its rows stand. */
export function ViewMenu<Row>({ columns, look, onChange }: Props<Row>) {
  const t = useTranslations('ui.view')
  const density = (id: ListLook['density']): MenuItem => ({
    id,
    label: t(id),
    checked: look.density === id,
    onSelect: () => onChange({ ...look, density: id }),
  })
  const sections = [
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
  ]
  const usual = { id: 'usual', items: [{ id: 'usual', label: t('usual'), onSelect: () => onChange(parseLook('')) }] }
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
      {(close) => <MenuItems sections={writeLook(look) === '' ? sections : [...sections, usual]} close={close} />}
    </Menu>
  )
}
