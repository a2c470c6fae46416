'use client'

import { usePathname } from 'next/navigation'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { IconButton } from '#components/ui/icon-button.tsx'
import { closesOutside, useModal } from '#components/ui/use-modal.ts'
import { Brand } from './brand.tsx'
import { LanguageToggle } from './language-toggle.tsx'
import { NavList, type NavGroup } from './nav-list.tsx'
import type { Theme } from './theme.ts'
import { ThemeToggle } from './theme-toggle.tsx'

type Props = { nav: NavGroup[]; theme: Theme }

/** The navigation of small screens: a button that opens it as a dialog from the left. */
export function MobileNav({ nav, theme }: Props) {
  const t = useTranslations('ui')
  const pathname = usePathname()
  // Open on the page it was opened on: following a link closes it.
  const [openedOn, setOpenedOn] = useState<string>()
  const isOpen = openedOn === pathname
  const dialog = useModal(isOpen)
  const close = () => setOpenedOn(undefined)
  return (
    <div className="md:hidden">
      <IconButton
        icon="menu"
        label={t('openNavigation')}
        aria-expanded={isOpen}
        onClick={() => setOpenedOn(pathname)}
      />
      <dialog
        ref={dialog}
        aria-label={t('mainNavigation')}
        onClose={close}
        {...closesOutside}
        className="m-0 h-dvh max-h-none w-72 max-w-[85vw] bg-sunken p-0 text-ink shadow-float"
      >
        {isOpen && (
          <div className="flex h-full flex-col">
            <div className="flex h-13 items-center justify-between px-3">
              <Brand />
              <IconButton icon="x" label={t('closeNavigation')} onClick={close} />
            </div>
            <nav aria-label={t('mainNavigation')} className="min-h-0 flex-1 overflow-y-auto">
              <NavList groups={nav} />
            </nav>
            <div className="flex border-t border-line p-2">
              <LanguageToggle />
              <ThemeToggle theme={theme} />
            </div>
          </div>
        )}
      </dialog>
    </div>
  )
}
