'use client'

import { useTranslations } from 'use-intl/react'
import { Button } from '#components/ui/button.tsx'
import { StatusMark } from '#components/ui/status-mark.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import type { People } from '#lib/people/list.ts'

type Props = {
  person: People['people'][number]
  accounts: People['accounts']
  groups: People['groups']
  onOpen: () => void
}

const faces = {
  active: { tone: 'success', icon: 'circle-check' },
  invited: { tone: 'wait', icon: 'hourglass' },
  disabled: { tone: 'neutral', icon: 'ban' },
} as const

/** One person: state, roles by account, when they were last seen. */
export function PersonRow({ person, accounts, groups, onOpen }: Props) {
  const t = useTranslations('people')
  const { name, email, state, roles, groupRoles, seenAt, hasFactor } = person
  return (
    <li className="flex flex-wrap items-start gap-x-6 gap-y-2 px-4 py-3">
      <div className="min-w-48 flex-1">
        <p className="font-strong break-words">{name}</p>
        <p className="text-muted break-all">{email}</p>
      </div>
      <div className="w-40">
        <StatusMark {...faces[state]}>{t(`state.${state}`)}</StatusMark>
        <p className="text-s text-muted">{seenAt === null ? t('neverSeen') : <TimeAgo at={seenAt} />}</p>
        {state === 'active' && !hasFactor && <p className="text-s text-muted">{t('noFactor')}</p>}
      </div>
      <ul className="min-w-48 flex-1">
        {accounts.map((account) => {
          const held = [
            ...roles.filter(({ accountId }) => accountId === account.id).map(({ role }) => t(`role.${role}`)),
            ...groupRoles
              .filter(({ accountId }) => accountId === account.id)
              .map(({ role, groupId }) =>
                t('group.of', {
                  role: t(`role.${role}`),
                  group: groups.find(({ id }) => id === groupId)?.name ?? '',
                }),
              ),
          ]
          if (held.length === 0) return null
          return (
            <li key={account.id}>
              <span className="text-muted">{account.name}: </span>
              {held.join(', ')}
            </li>
          )
        })}
        {roles.length + groupRoles.length === 0 && <li className="text-muted">{t('noRole')}</li>}
      </ul>
      {/* As wide in every row, so that the columns stand in line. */}
      <div className="lg:flex lg:w-32 lg:justify-end">
        <Button size="small" icon="pencil-line" aria-label={t('change', { name })} onClick={onOpen}>
          {t('changeOne')}
        </Button>
      </div>
    </li>
  )
}
