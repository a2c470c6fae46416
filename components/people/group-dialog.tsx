'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { AskFirst, type Question } from '#components/ui/ask-first.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import type { Role } from '#lib/auth/permissions.ts'
import type { People } from '#lib/people/list.ts'
import { GroupMembers } from './group-members.tsx'
import type { GroupActions } from './people-actions.ts'
import { PlainField } from './plain-field.tsx'
import { RoleBoxes } from './role-boxes.tsx'
import { useRun } from './use-run.ts'

type Account = People['accounts'][number]

type Props = Pick<People, 'people' | 'accounts' | 'changes'> & {
  group: People['groups'][number]
  actions: GroupActions
  onClose: () => void
  onEnd: () => void
}

/** Name, people and roles of one group. */
export function GroupDialog({ group, people, accounts, changes, actions, onClose, onEnd }: Props) {
  const t = useTranslations('people')
  const { run, isBusy } = useRun()
  const [name, setName] = useState(group.name)
  const [question, setQuestion] = useState<Question>()
  const groupId = group.id
  const give = (accountId: string, role: Role) =>
    run(
      () => actions.give({ groupId, accountId, role }),
      ({ outcome }) => t(outcome === 'asked' ? 'asked' : 'group.given'),
    )
  const askToTake = (account: Account, role: Role) =>
    setQuestion({
      title: t('group.takeTitle', { role: t(`role.${role}`), account: account.name, group: group.name }),
      text: t('group.takeText'),
      label: t('take'),
      run: () => run(() => actions.take({ groupId, accountId: account.id, role }), t('group.taken')),
    })
  return (
    <Dialog open onClose={onClose} title={group.name} description={t('group.joinNote')}>
      <GroupMembers group={group} people={people} actions={actions} />
      {accounts.map((account) => (
        <RoleBoxes
          key={account.id}
          legend={account.name}
          held={group.roles.filter(({ accountId }) => accountId === account.id).map(({ role }) => role)}
          waiting={changes.flatMap((change) =>
            change.kind === 'group_role' &&
            change.role !== null &&
            change.accountId === account.id &&
            change.groupId === groupId
              ? [change.role]
              : [],
          )}
          disabled={isBusy}
          onChange={(role, isHeld) => (isHeld ? void give(account.id, role) : askToTake(account, role))}
        />
      ))}
      <form
        noValidate
        className="flex flex-col items-start gap-2 border-t border-line pt-4"
        onSubmit={(event) => {
          event.preventDefault()
          void run(() => actions.rename({ groupId, name }), t('group.renamed'))
        }}
      >
        <PlainField label={t('group.name')} value={name} max={60} error={undefined} onChange={setName} />
        <Button type="submit" loading={isBusy}>
          {t('group.keepName')}
        </Button>
      </form>
      <div className="flex border-t border-line pt-4">
        <Button icon="ban" variant="danger" onClick={onEnd}>
          {t('group.remove')}
        </Button>
      </div>
      {question && <AskFirst question={question} onClose={() => setQuestion(undefined)} />}
    </Dialog>
  )
}
