'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'use-intl/react'
import { Icon } from '#components/ui/icon.tsx'
import { Menu } from '#components/ui/menu.tsx'
import type { AccountFace } from '#lib/requests/queries.ts'
import { accountCookie, allAccounts } from './account-choice.ts'
import { remember } from './remember.ts'

/** Which account and region the pages show. With only one account there is nothing to choose, but it stays in view. */
export function AccountSwitcher({ accounts, chosen }: { accounts: AccountFace[]; chosen: string | undefined }) {
  const t = useTranslations('frame.account')
  const router = useRouter()
  const current = accounts.find(({ id }) => id === chosen)
  const face = current
    ? { name: current.name, region: current.region }
    : { name: accounts.length === 0 ? t('none') : t('all'), region: accounts.length === 0 ? '' : t('allRegions') }
  const words = (
    <span className="flex min-w-0 items-baseline gap-2">
      <span className="truncate font-strong">{face.name}</span>
      <span className="truncate font-normal text-muted">{face.region}</span>
    </span>
  )
  if (accounts.length < 2) {
    return (
      <p className="flex min-w-0 items-center gap-2 px-1 text-m">
        <Icon name="cloud" className="text-muted" />
        <span className="sr-only">{t('label')}: </span>
        {words}
      </p>
    )
  }
  const choose = (value: string) => {
    remember(accountCookie, value)
    router.refresh()
  }
  return (
    <Menu
      variant="quiet"
      label={t('label')}
      button={
        <>
          <Icon name="cloud" className="text-muted" />
          {words}
          <Icon name="chevrons-up-down" size={14} className="text-muted" />
        </>
      }
      sections={[
        {
          id: 'accounts',
          heading: t('heading'),
          items: [
            { id: allAccounts, label: t('all'), checked: current === undefined, onSelect: () => choose(allAccounts) },
            ...accounts.map(({ id, name, region }) => ({
              id,
              label: (
                <>
                  {name} <span className="text-muted">{region}</span>
                </>
              ),
              checked: id === chosen,
              onSelect: () => choose(id),
            })),
          ],
        },
      ]}
    />
  )
}
