'use client'

import Link from 'next/link'
import { useState, type ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { classNames } from '#components/ui/class-names.ts'
import { IconButton } from '#components/ui/icon-button.tsx'
import { LiveRegion } from '#components/ui/live-region.tsx'
import { ToastProvider } from '#components/ui/toast.tsx'
import { Brand, BrandMark } from './brand.tsx'
import { LanguageToggle } from './language-toggle.tsx'
import { MobileNav } from './mobile-nav.tsx'
import { NavList, type NavGroup } from './nav-list.tsx'
import { navCookie } from './nav-cookie.ts'
import { remember } from './remember.ts'
import type { Theme } from './theme.ts'
import { ThemeToggle } from './theme-toggle.tsx'

type Props = {
  nav: NavGroup[]
  homeHref: string
  /** From the cookie `countersign-nav`. */
  navCollapsed?: boolean
  theme: Theme
  /** Account and region, always in view. */
  switcher?: ReactNode
  search?: ReactNode
  /** `WaitingLink`. */
  waiting?: ReactNode
  /** `SessionMenu`. */
  session?: ReactNode
  /** States of the whole console, and `Main`. */
  children: ReactNode
}

/** The frame around every signed-in page. */
export function AppFrame(props: Props) {
  const { nav, homeHref, navCollapsed = false, theme, switcher, search, waiting, session, children } = props
  const t = useTranslations('ui')
  const [isCollapsed, setCollapsed] = useState(navCollapsed)
  const toggle = () => {
    remember(navCookie, isCollapsed ? 'open' : 'collapsed')
    setCollapsed(!isCollapsed)
  }
  return (
    <ToastProvider>
      <a href="#main" className={skipClass}>
        {t('skipToContent')}
      </a>
      <div
        className={classNames(
          'grid min-h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[auto_1fr]',
          isCollapsed ? 'md:grid-cols-[3.25rem_minmax(0,1fr)]' : 'md:grid-cols-[14rem_minmax(0,1fr)]',
        )}
      >
        <nav
          aria-label={t('mainNavigation')}
          className="sticky top-0 row-span-2 hidden h-dvh flex-col border-r border-line bg-sunken md:flex"
        >
          <Link href={homeHref} aria-label={t('home')} className="flex h-13 shrink-0 items-center px-3 no-underline">
            {isCollapsed ? <BrandMark /> : <Brand />}
          </Link>
          <div className="min-h-0 flex-1 overflow-y-auto">
            <NavList groups={nav} collapsed={isCollapsed} />
          </div>
          <div className="border-t border-line p-2">
            <IconButton
              icon="panel-left"
              label={isCollapsed ? t('expandNavigation') : t('collapseNavigation')}
              aria-expanded={!isCollapsed}
              onClick={toggle}
            />
          </div>
        </nav>
        <header className="sticky top-0 z-20 flex h-13 items-center gap-2 border-b border-line bg-surface px-3 sm:gap-3 sm:px-5">
          <MobileNav nav={nav} theme={theme} />
          <div className="flex min-w-0">{switcher}</div>
          <div className="ml-auto flex shrink-0 items-center gap-1">
            {search}
            {waiting}
            <div className="hidden sm:flex">
              <LanguageToggle />
              <ThemeToggle theme={theme} />
            </div>
            {session}
          </div>
        </header>
        <div className="min-w-0">{children}</div>
      </div>
      <LiveRegion />
    </ToastProvider>
  )
}

/** Where the page is; the skip link leads here. */
export function Main({ children }: { children: ReactNode }) {
  return (
    <main
      id="main"
      tabIndex={-1}
      className="mx-auto flex max-w-[100rem] flex-col gap-5 px-4 pt-5 pb-16 outline-none sm:px-6"
    >
      {children}
    </main>
  )
}

const skipClass =
  'sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-m focus:bg-surface ' +
  'focus:px-4 focus:py-2 focus:font-strong focus:text-accent focus:shadow-float'
