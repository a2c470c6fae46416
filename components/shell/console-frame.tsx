'use client'

import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, type ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { SearchButton } from '#components/search/search-button.tsx'
import type { SessionActions } from '#components/session/session-watch.tsx'
import type { AccountFace } from '#lib/requests/queries.ts'
import { deskCountQuery } from '#lib/requests/desk-query.ts'
import { waitingQuery } from '#lib/requests/waiting-query.ts'
import { AccountSwitcher } from './account-switcher.tsx'
import { AppFrame } from './app-frame.tsx'
import { LiveLater } from './live-later.tsx'
import type { NavGroup } from './nav-list.tsx'
import { PurchasesBanner, type ResumePurchases } from './purchases-banner.tsx'
import { SessionMenu } from './session-menu.tsx'
import type { Theme } from './theme.ts'
import { useAlive } from './use-alive.ts'
import { WaitingLink } from './waiting-link.tsx'

const SessionWatch = lazy(async () => ({
  default: (await import('#components/session/session-watch.tsx')).SessionWatch,
}))
// Loaded behind the first view, which does not need it.
const Search = lazy(async () => ({ default: (await import('#components/search/search-host.tsx')).SearchHost }))

type Props = {
  person: { name: string; email: string }
  accounts: AccountFace[]
  account: string | undefined
  /** Whether anything can wait for this person's decision. */
  decides: boolean
  /** Whether this person may ask for anything. */
  asks: boolean
  /** Whether this person manages the people of an account. */
  owns: boolean
  session: SessionActions
  resumePurchases: ResumePurchases
  navCollapsed: boolean
  theme: Theme
  children: ReactNode
}

/** The frame with the console's own pages, accounts and counters in it. */
export function ConsoleFrame({
  person,
  accounts,
  account,
  decides,
  asks,
  owns,
  session,
  resumePurchases,
  navCollapsed,
  theme,
  children,
}: Props) {
  const t = useTranslations('frame')
  const { data: waiting } = useQuery({ ...waitingQuery(account), enabled: decides })
  const { data: onDesk } = useQuery(deskCountQuery(account))
  const isAlive = useAlive()
  const nav: NavGroup[] = [
    {
      id: 'main',
      items: [
        { href: '/', label: t('nav.overview'), icon: 'layout-dashboard' },
        { href: '/phone-servers', label: t('nav.phoneServers'), icon: 'smartphone' },
        { href: '/desktops', label: t('nav.desktops'), icon: 'monitor' },
        { href: '/servers', label: t('nav.servers'), icon: 'server' },
        { href: '/desk', label: t('nav.desk'), icon: 'user-round-search', count: onDesk },
        { href: '/requests', label: t('nav.requests'), icon: 'stamp', count: waiting },
        { href: '/orders', label: t('nav.orders'), icon: 'receipt-text' },
        { href: '/jobs', label: t('nav.jobs'), icon: 'workflow' },
        { href: '/insights', label: t('nav.insights'), icon: 'chart-column' },
      ],
    },
    {
      id: 'support',
      label: t('nav.support'),
      items: [{ href: '/errors', label: t('nav.errors'), icon: 'scroll-text' }],
    },
    {
      id: 'settings',
      label: t('nav.settings'),
      items: [
        ...(owns ? [{ href: '/settings/people', label: t('nav.people'), icon: 'users-round' as const }] : []),
        { href: '/settings/me', label: t('nav.me'), icon: 'circle-user-round' },
      ],
    },
  ]
  return (
    <AppFrame
      homeHref="/"
      navCollapsed={navCollapsed}
      theme={theme}
      nav={nav}
      search={<SearchButton />}
      switcher={<AccountSwitcher accounts={accounts} chosen={account} />}
      waiting={decides ? <WaitingLink count={waiting ?? 0} href="/requests?whose=for_me" /> : undefined}
      session={
        <SessionMenu
          name={person.name}
          email={person.email}
          items={[
            { id: 'me', label: t('nav.me'), icon: 'key-round', href: '/settings/me' },
            { id: 'sign-out', label: t('signOut'), icon: 'log-out', onSelect: () => void leave() },
          ]}
        />
      }
      banner={
        <>
          <PurchasesBanner resume={resumePurchases} />
          <LiveLater />
          <Suspense>{isAlive && <SessionWatch actions={session} leave={leave} />}</Suspense>
        </>
      }
    >
      {children}
      <Suspense>{isAlive && <Search nav={nav} asks={asks} person={person.email} />}</Suspense>
    </AppFrame>
  )
}

/** Loaded when somebody leaves: without the console they could not anyway. */
const leave = async () => (await import('#components/sign-in/credentials.ts')).signOut()
