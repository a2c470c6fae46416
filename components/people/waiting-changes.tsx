'use client'

import { useTranslations } from 'use-intl/react'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import type { People } from '#lib/people/list.ts'
import type { PeopleActions } from './people-actions.ts'
import { useRun } from './use-run.ts'

type Change = People['changes'][number]
type Props = { changes: Change[]; decide: PeopleActions['decide']; onToken: (token: string) => void }

/** What one owner asked for and another has to confirm. */
export function WaitingChanges({ changes, decide, onToken }: Props) {
  const t = useTranslations('people')
  const { run, isBusy } = useRun()
  const answer = async (change: Change, decision: 'confirm' | 'refuse') => {
    const value = await run(
      () => decide({ id: change.id, decision }),
      t(decision === 'confirm' ? 'confirmed' : change.isMine ? 'takenBack' : 'refused'),
    )
    if (value?.token !== undefined) onToken(value.token)
  }
  return (
    <Card title={t('waiting')}>
      <ul className="flex flex-col gap-4">
        {changes.map((change) => (
          <li key={change.id} className="flex flex-wrap items-center gap-3">
            <div className="min-w-56 flex-1">
              <p className="font-strong break-words">
                <Wanted change={change} />
              </p>
              <p className="text-s text-muted">
                {t('askedBy', { name: change.asker })} <TimeAgo at={change.askedAt} />
              </p>
            </div>
            {change.isMine ? (
              <Button size="small" loading={isBusy} onClick={() => void answer(change, 'refuse')}>
                {t('takeBack')}
              </Button>
            ) : (
              <>
                <Button
                  size="small"
                  loading={isBusy}
                  disabledReason={change.canConfirm ? undefined : t('anotherConfirms')}
                  onClick={() => void answer(change, 'refuse')}
                >
                  {t('refuse')}
                </Button>
                <Button
                  size="small"
                  variant="primary"
                  loading={isBusy}
                  disabledReason={change.canConfirm ? undefined : t('anotherConfirms')}
                  onClick={() => void answer(change, 'confirm')}
                >
                  {t('confirm')}
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Wanted({ change: { kind, role, account, person, email, group, size } }: { change: Change }) {
  const t = useTranslations('people')
  const who = `${person ?? ''} (${email ?? ''})`
  const given = { role: role === null ? '' : t(`role.${role}`), account: account ?? '' }
  switch (kind) {
    case 'role':
      return t('wantsRole', { who, ...given })
    case 'group_role':
      return t('wantsGroupRole', { ...given, group: group ?? '', count: size })
    case 'member':
      return t('wantsMember', { who, group: group ?? '' })
    case 'link':
      return t('wantsLink', { who })
    case 'factors':
      return t('wantsFactors', { who })
  }
}
