'use client'

import { useTranslations } from 'use-intl/react'
import { Button } from '#components/ui/button.tsx'
import type { People } from '#lib/people/list.ts'

type Props = Pick<People, 'people' | 'accounts'> & { group: People['groups'][number]; onOpen: () => void }

/** One group: who is in it, and its roles by account. */
export function GroupRow({ group, people, accounts, onOpen }: Props) {
  const t = useTranslations('people')
  const names = people.filter(({ id }) => group.memberIds.includes(id)).map(({ name }) => name)
  const others = group.unnamed > 0 ? [t('group.unnamed', { count: group.unnamed })] : []
  const members = [names.join(', '), ...others].filter((part) => part !== '').join(' ')
  return (
    <li className="flex flex-wrap items-start gap-x-6 gap-y-2 px-4 py-3">
      <div className="min-w-48 flex-1">
        <p className="font-strong break-words">{group.name}</p>
        <p className="break-words text-muted">{members === '' ? t('group.nobody') : members}</p>
      </div>
      <ul className="min-w-48 flex-1">
        {accounts.map((account) => {
          const held = group.roles.filter(({ accountId }) => accountId === account.id)
          if (held.length === 0) return null
          return (
            <li key={account.id}>
              <span className="text-muted">{account.name}: </span>
              {held.map(({ role }) => t(`role.${role}`)).join(', ')}
            </li>
          )
        })}
        {group.roles.length === 0 && <li className="text-muted">{t('noRole')}</li>}
      </ul>
      {/* As wide in every row, so that the columns stand in line. */}
      <div className="lg:flex lg:w-32 lg:justify-end">
        <Button
          size="small"
          icon="pencil-line"
          aria-label={t('change', { name: group.name })}
          disabledReason={group.isManaged ? undefined : t('group.elsewhere')}
          onClick={onOpen}
        >
          {t('changeOne')}
        </Button>
      </div>
    </li>
  )
}
