'use client'

import type { DehydratedState } from '@tanstack/react-query'
import { Activity, lazy, useEffect, useState, type ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { SearchButton } from '#components/search/search-button.tsx'
import type { SessionActions } from '#components/session/session-watch.tsx'
import type { AccountFace } from '#lib/requests/queries.ts'
import { AccountSwitcher } from './account-switcher.tsx'
import { AppFrame, Main } from './app-frame.tsx'
import type { Counts } from './console-body.tsx'
import { keepEarlyPress } from './early-press.ts'
import type { ResumePurchases } from './purchases-banner.tsx'
import { SessionMenu } from './session-menu.tsx'
import type { Theme } from './theme.ts'
import { untilLoaded } from './until-loaded.ts'
import { useNav } from './use-nav.ts'
import { WaitingLink } from './waiting-link.tsx'

// Begins to load with the frame and wakes behind it: the cache of reads is most of it, and the markup is there already.
const coming = untilLoaded(() => import('./console-body.tsx')).then(({ ConsoleBody }) => ({ default: ConsoleBody }))
const Body = lazy(() => coming)

type Props = {
  person: { name: string; email: string }
  accounts: AccountFace[]
  account: string | undefined
  /** What the server has counted for the navigation, and read for what is in the frame. */
  counted: Pick<Counts, 'waiting' | 'onDesk'>
  state: DehydratedState
  /** Whether anything can wait for this person's decision. */
  decides: boolean
  /** Whether this person may ask for anything. */
  asks: boolean
  /** Whether this person may read the audit of any account. */
  audits: boolean
  /** Whether this person manages the people of an account. */
  owns: boolean
  session: SessionActions
  resumePurchases: ResumePurchases
  /** Where the stream of changes was before anything of the page was read. */
  liveSince: string
  navCollapsed: boolean
  theme: Theme
  children: ReactNode
}

/** The frame with the console's own pages, accounts and counters in it. */
export function ConsoleFrame({
  person,
  accounts,
  account,
  counted,
  state,
  decides,
  asks,
  audits,
  owns,
  session,
  resumePurchases,
  liveSince,
  navCollapsed,
  theme,
  children,
}: Props) {
  const t = useTranslations('frame')
  const [later, setCounted] = useState<Counts>()
  const { waiting, onDesk } = later !== undefined && later.account === account ? later : counted
  useEffect(keepEarlyPress, [])
  const nav = useNav({ waiting, onDesk, audits, owns })
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
    >
      {/* Each wakes on its own, as in a Suspense; but what is in one of those comes apart, and is shown 0.3 s after the rest. */}
      <Activity>
        <Body
          state={state}
          account={account}
          decides={decides}
          search={{ nav, asks, person: person.email }}
          resumePurchases={resumePurchases}
          session={session}
          leave={leave}
          liveSince={liveSince}
          onCounted={setCounted}
        >
          <Main>
            <Activity>{children}</Activity>
          </Main>
        </Body>
      </Activity>
    </AppFrame>
  )
}

/** Loaded when somebody leaves: without the console they could not anyway. */
const leave = async () => (await import('#components/sign-in/credentials.ts')).signOut()
