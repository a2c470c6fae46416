'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'use-intl/react'
import { Icon } from '#components/ui/icon.tsx'
import { Menu } from '#components/ui/menu.tsx'
import { localeCookie, locales, type Locale } from '#lib/i18n/locale.ts'
import { remember } from './remember.ts'

// Each language is named in itself, so that whoever is lost finds the way back.
const names: Record<Locale, string> = { en: 'English', 'zh-CN': '简体中文' }

/** English or 简体中文; the choice is a cookie. */
export function LanguageToggle() {
  const t = useTranslations('ui')
  const current = useLocale()
  const router = useRouter()
  const choose = (locale: Locale) => {
    remember(localeCookie, locale)
    router.refresh()
  }
  return (
    <Menu
      variant="quiet"
      align="end"
      label={t('language')}
      labelsButton
      button={<Icon name="languages" />}
      sections={[
        {
          id: 'language',
          items: locales.map((id) => ({
            id,
            label: <span lang={id}>{names[id]}</span>,
            checked: id === current,
            onSelect: () => choose(id),
          })),
        },
      ]}
    />
  )
}
