'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { AskFirst, type Question } from '#components/ui/ask-first.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import type { Role } from '#lib/auth/permissions.ts'
import type { People } from '#lib/people/list.ts'
import type { PeopleActions } from './people-actions.ts'
import { RoleBoxes } from './role-boxes.tsx'
import { useRun } from './use-run.ts'

type Person = People['people'][number]

type Props = {
  person: Person
  isMe: boolean
  accounts: People['accounts']
  groups: People['groups']
  changes: People['changes']
  actions: PeopleActions
  onClose: () => void
  onToken: (token: string) => void
}

/** Roles of one person on each of one's accounts, and what is done about a lost password, phone or leaver. */
export function PersonDialog({ person, isMe, accounts, groups, changes, actions, onClose, onToken }: Props) {
  const t = useTranslations('people')
  const { run, isBusy } = useRun()
  const personId = person.id
  const [question, setQuestion] = useState<Question>()
  const give = (accountId: string, role: Role) =>
    run(
      () => actions.give({ personId, accountId, role }),
      ({ outcome }) => t(outcome === 'asked' ? 'asked' : 'given'),
    )
  const { name } = person
  const askToTake = (account: People['accounts'][number], role: Role) =>
    setQuestion({
      title: t('takeTitle', { role: t(`role.${role}`), account: account.name, name }),
      text: t('takeText', { name }),
      label: t('take'),
      run: () => run(() => actions.take({ personId, accountId: account.id, role }), t('taken')),
    })
  return (
    <Dialog open onClose={onClose} title={person.name} description={person.email}>
      {accounts.map((account) => (
        <RoleBoxes
          key={account.id}
          legend={account.name}
          held={person.roles.filter(({ accountId }) => accountId === account.id).map(({ role }) => role)}
          waiting={changes.flatMap((change) =>
            change.kind === 'role' &&
            change.role !== null &&
            change.accountId === account.id &&
            change.personId === personId
              ? [change.role]
              : [],
          )}
          through={throughGroups(person, account.id, groups)}
          disabled={isBusy || person.state === 'disabled'}
          onChange={(role, isHeld) => (isHeld ? void give(account.id, role) : askToTake(account, role))}
        />
      ))}
      <p className="text-s text-muted">{t('roleNote')}</p>
      <PersonButtons person={person} isMe={isMe} actions={actions} ask={setQuestion} onToken={onToken} />
      {question && <AskFirst question={question} onClose={() => setQuestion(undefined)} />}
    </Dialog>
  )
}

type ButtonProps = Pick<Props, 'person' | 'isMe' | 'actions' | 'onToken'> & { ask: (question: Question) => void }

/** What is done about a lost password, a lost phone, and somebody who leaves or comes back. */
function PersonButtons({ person, isMe, actions, ask, onToken }: ButtonProps) {
  const t = useTranslations('people')
  const { run, isBusy } = useRun()
  const { id: personId, name } = person
  const makeLink = async () => {
    const value = await run(
      () => actions.link({ personId }),
      ({ token }) => t(token === undefined ? 'asked' : 'linkMade'),
    )
    if (value?.token !== undefined) onToken(value.token)
  }
  return (
    <div className="flex flex-wrap gap-2 border-t border-line pt-4">
      {person.state !== 'disabled' && (
        <Button icon="key-round" loading={isBusy} onClick={() => void makeLink()}>
          {t(person.state === 'invited' ? 'newInvitation' : 'newPassword')}
        </Button>
      )}
      {person.hasFactor && (
        <Button
          icon="smartphone"
          loading={isBusy}
          disabledReason={isMe ? t('notYourself') : undefined}
          onClick={() =>
            ask({
              title: t('clearFactorsTitle', { name }),
              text: t('clearFactorsText'),
              label: t('clearFactors'),
              run: () =>
                run(
                  () => actions.clearFactors({ personId }),
                  ({ outcome }) => t(outcome === 'asked' ? 'asked' : 'factorsCleared'),
                ),
            })
          }
        >
          {t('clearFactors')}
        </Button>
      )}
      {person.state === 'disabled' ? (
        <Button loading={isBusy} onClick={() => void run(() => actions.enable({ personId }), t('enabled'))}>
          {t('enable')}
        </Button>
      ) : (
        <Button
          icon="ban"
          variant="danger"
          loading={isBusy}
          disabledReason={isMe ? t('notYourself') : undefined}
          onClick={() =>
            ask({
              title: t('disableTitle', { name }),
              text: t('disableText'),
              label: t('disable'),
              run: () => run(() => actions.disable({ personId }), t('disabled')),
            })
          }
        >
          {t('disable')}
        </Button>
      )}
    </div>
  )
}

/** Which of the roles on an account come of groups, and of which. */
function throughGroups(
  { groupRoles }: Person,
  accountId: string,
  groups: People['groups'],
): Partial<Record<Role, string>> {
  const named: Partial<Record<Role, string>> = {}
  for (const { role, groupId, accountId: on } of groupRoles) {
    const name = groups.find(({ id }) => id === groupId)?.name
    if (on === accountId && name !== undefined)
      named[role] = named[role] === undefined ? name : `${named[role]}, ${name}`
  }
  return named
}
