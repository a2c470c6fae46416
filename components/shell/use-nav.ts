import { useTranslations } from 'use-intl/react'
import type { Counts } from './console-body.tsx'
import type { NavGroup } from './nav-list.tsx'

/** The places of the console, with what waits there; those that this person may not see are left out. */
export function useNav({
  waiting,
  onDesk,
  audits,
  owns,
}: Pick<Counts, 'waiting' | 'onDesk'> & { audits: boolean; owns: boolean }): NavGroup[] {
  const t = useTranslations('frame')
  return [
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
      items: [
        { href: '/errors', label: t('nav.errors'), icon: 'scroll-text' },
        ...(audits ? [{ href: '/audit', label: t('nav.audit'), icon: 'list-checks' } as const] : []),
      ],
    },
    {
      id: 'settings',
      label: t('nav.settings'),
      items: [
        { href: '/settings/accounts', label: t('nav.accounts'), icon: 'cloud' },
        ...(owns ? [{ href: '/settings/people', label: t('nav.people'), icon: 'users-round' as const }] : []),
        { href: '/settings/me', label: t('nav.me'), icon: 'circle-user-round' },
      ],
    },
  ]
}
