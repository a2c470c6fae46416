'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Icon } from '#components/ui/icon.tsx'
import { Menu } from '#components/ui/menu.tsx'
import { remember } from './remember.ts'
import { themeCookie, themes, type Theme } from './theme.ts'

const icons = { system: 'sun-moon', light: 'sun', dark: 'moon' } as const

/** Light, dark, or as the system says. The choice is a cookie, so the server already renders it. */
export function ThemeToggle({ theme: atStart }: { theme: Theme }) {
  const t = useTranslations('ui.theme')
  const [theme, setTheme] = useState(atStart)
  const choose = (chosen: Theme) => {
    document.documentElement.dataset['theme'] = chosen
    remember(themeCookie, chosen)
    setTheme(chosen)
  }
  return (
    <Menu
      variant="quiet"
      align="end"
      label={t('label')}
      labelsButton
      button={<Icon name={icons[theme]} />}
      sections={[
        {
          id: 'theme',
          items: themes.map((id) => ({
            id,
            label: t(id),
            icon: icons[id],
            checked: id === theme,
            onSelect: () => choose(id),
          })),
        },
      ]}
    />
  )
}
