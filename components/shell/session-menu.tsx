'use client'

import { useTranslations } from 'use-intl/react'
import { Icon } from '#components/ui/icon.tsx'
import { Menu } from '#components/ui/menu.tsx'
import type { MenuItem } from '#components/ui/menu-items.tsx'

type Props = { name: string; email: string; /** Further entries, sign-out last. */ items: MenuItem[] }

/** Who is signed in, and what they can do with their session. */
export function SessionMenu({ name, email, items }: Props) {
  const t = useTranslations('ui')
  return (
    <Menu
      variant="quiet"
      align="end"
      label={t('sessionOf', { name })}
      labelsButton
      button={
        <>
          <Icon name="circle-user-round" size={20} />
          <span className="hidden max-w-40 truncate font-normal xl:inline">{name}</span>
        </>
      }
      sections={[
        {
          id: 'session',
          heading: (
            <>
              <span className="block font-strong text-ink">{name}</span>
              {email}
            </>
          ),
          items,
        },
      ]}
    />
  )
}
