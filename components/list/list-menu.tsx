import type { ComponentProps, ReactNode } from 'react'
import { Icon } from '#components/ui/icon.tsx'
import type { IconName } from '#components/ui/icon-names.ts'
import { Menu } from '#components/ui/menu.tsx'

type Items = Pick<Extract<ComponentProps<typeof Menu>, { sections: unknown }>, 'sections'>
type Drawn = Pick<Extract<ComponentProps<typeof Menu>, { children: unknown }>, 'children'>
type Props = { icon: IconName; label: string; title?: ReactNode } & (Items | Drawn)

/**
 * One of the menus above a list; `title` is what its button says, where that is not its label. Among the tools of a list a
 * phone has room for the icon only; the label is read aloud.
 */
export function ListMenu({ icon, label, title, ...items }: Props) {
  return (
    <Menu
      size="small"
      align="end"
      label={label}
      button={
        <>
          <Icon name={icon} size={14} />
          {title ?? <span className="max-sm:in-data-tools:sr-only">{label}</span>}
        </>
      }
      {...items}
    />
  )
}
