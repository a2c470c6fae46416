'use client'

import { MenuItems } from '#components/ui/menu-items.tsx'
import { type Actable, useActions } from './use-actions.ts'

/** Operations as items of a menu; one that cannot be begun now says why. */
export function RowMenuItems({ of, close }: { of: Actable; close: () => void }) {
  const items = useActions(of).map(({ key, title, href, reason }) => ({
    id: key,
    label: title,
    href,
    disabledReason: reason,
  }))
  return <MenuItems sections={[{ id: 'actions', items }]} close={close} />
}
