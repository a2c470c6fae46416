'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { ExportMenuLater } from '#components/list/export-menu-later.tsx'
import { AskFirst } from '#components/ui/ask-first.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import type { People } from '#lib/people/list.ts'
import { GroupDialog } from './group-dialog.tsx'
import { GroupRow } from './group-row.tsx'
import { NewGroupDialog } from './new-group-dialog.tsx'
import type { GroupActions } from './people-actions.ts'
import { useRun } from './use-run.ts'

type Props = Pick<People, 'groups' | 'people' | 'accounts' | 'changes'> & { actions: GroupActions }

/** People who get roles together. */
export function GroupsCard({ groups, people, accounts, changes, actions }: Props) {
  const t = useTranslations('people.group')
  const [shown, setShown] = useState<{ what: 'new' } | { what: 'open' | 'end'; id: string }>()
  const { run } = useRun()
  const close = () => setShown(undefined)
  const open = shown !== undefined && shown.what !== 'new' ? groups.find(({ id }) => id === shown.id) : undefined
  return (
    <Card
      title={t('title')}
      flush
      actions={
        <>
          {groups.length > 0 && <ExportMenuLater list="groups" filter={{}} label={t('export')} />}
          <Button size="small" icon="plus" onClick={() => setShown({ what: 'new' })}>
            {t('create')}
          </Button>
        </>
      }
    >
      {groups.length === 0 && <p className="p-4 text-muted">{t('none')}</p>}
      <ul className="divide-y divide-line">
        {groups.map((group) => (
          <GroupRow
            key={group.id}
            group={group}
            people={people}
            accounts={accounts}
            onOpen={() => setShown({ what: 'open', id: group.id })}
          />
        ))}
      </ul>
      {shown?.what === 'new' && (
        <NewGroupDialog create={actions.create} onClose={close} onMade={(id) => setShown({ what: 'open', id })} />
      )}
      {open && shown?.what === 'open' && (
        <GroupDialog
          key={open.id}
          group={open}
          people={people}
          accounts={accounts}
          changes={changes}
          actions={actions}
          onClose={close}
          onEnd={() => setShown({ what: 'end', id: open.id })}
        />
      )}
      {open && shown?.what === 'end' && (
        <AskFirst
          question={{
            title: t('removeTitle', { name: open.name }),
            text: t('removeText'),
            label: t('remove'),
            run: () => run(() => actions.remove({ groupId: open.id }), t('removed')),
          }}
          onClose={close}
        />
      )}
    </Card>
  )
}
