'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { ExportMenuLater } from '#components/list/export-menu-later.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import type { People } from '#lib/people/list.ts'
import { GroupsCard } from './groups-card.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { LinkDialog } from './link-dialog.tsx'
import type { GroupActions, PeopleActions } from './people-actions.ts'
import { PersonDialog } from './person-dialog.tsx'
import { PersonRow } from './person-row.tsx'
import { WaitingChanges } from './waiting-changes.tsx'

type Props = People & { actions: PeopleActions; groupActions: GroupActions }

/** Who may do what, for owners. */
export function PeopleView(props: Props) {
  const { people, groups, changes, accounts, me, actions } = props
  const t = useTranslations('people')
  const [isInviting, setInviting] = useState(false)
  const [openId, setOpenId] = useState<string>()
  const [token, setToken] = useState<string>()
  const open = people.find(({ id }) => id === openId)
  const show = (made: string) => {
    setOpenId(undefined)
    setToken(made)
  }
  return (
    <>
      <PageHeader
        title={t('title')}
        count={people.length}
        actions={
          <>
            <ExportMenuLater list="people" filter={{}} />
            <Button variant="primary" icon="plus" onClick={() => setInviting(true)}>
              {t('invite')}
            </Button>
          </>
        }
      />
      {changes.length > 0 && <WaitingChanges changes={changes} decide={actions.decide} onToken={show} />}
      <Card title={t('everybody')} flush>
        <ul className="divide-y divide-line">
          {people.map((person) => (
            <PersonRow
              key={person.id}
              person={person}
              accounts={accounts}
              groups={groups}
              onOpen={() => setOpenId(person.id)}
            />
          ))}
        </ul>
      </Card>
      <GroupsCard groups={groups} people={people} accounts={accounts} changes={changes} actions={props.groupActions} />
      {isInviting && (
        <InviteDialog accounts={accounts} invite={actions.invite} onClose={() => setInviting(false)} onToken={show} />
      )}
      {open && (
        <PersonDialog
          person={open}
          isMe={open.id === me}
          accounts={accounts}
          groups={groups}
          changes={changes}
          actions={actions}
          onClose={() => setOpenId(undefined)}
          onToken={show}
        />
      )}
      {token !== undefined && <LinkDialog token={token} onClose={() => setToken(undefined)} />}
    </>
  )
}
