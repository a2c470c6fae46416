'use client'

import { useId, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { FieldFrame } from '#components/form/field-frame.tsx'
import { AskFirst, type Question } from '#components/ui/ask-first.tsx'
import { Button } from '#components/ui/button.tsx'
import { inputClass } from '#components/ui/input-class.ts'
import type { People } from '#lib/people/list.ts'
import type { GroupActions } from './people-actions.ts'
import { useRun } from './use-run.ts'

type Props = Pick<People, 'people'> & { group: People['groups'][number]; actions: GroupActions }

/** Who is in a group, and who may be let join. */
export function GroupMembers({ group, people, actions }: Props) {
  const t = useTranslations('people')
  const { run, isBusy } = useRun()
  const id = useId()
  const groupId = group.id
  const inside = people.filter((person) => group.memberIds.includes(person.id))
  const outside = people.filter((person) => !group.memberIds.includes(person.id) && person.state !== 'disabled')
  const [chosen, setChosen] = useState('')
  const [question, setQuestion] = useState<Question>()
  const person = outside.find((each) => each.id === chosen) ?? outside[0]
  const add = ({ id: personId, name }: People['people'][number]) =>
    void run(
      () => actions.addMember({ groupId, personId }),
      ({ outcome }) => (outcome === 'asked' ? t('asked') : t('group.added', { name })),
    )
  return (
    <section aria-labelledby={`${id}-title`} className="flex flex-col gap-3">
      <h3 id={`${id}-title`} className="font-strong">
        {t('group.members')}
      </h3>
      {inside.length === 0 && <p className="text-muted">{t('group.nobody')}</p>}
      <ul className="flex flex-col gap-2">
        {inside.map(({ id: personId, name, email }) => (
          <li key={personId} className="flex flex-wrap items-center justify-between gap-2">
            <span className="min-w-40 flex-1 break-words">
              {name} <span className="block text-s break-all text-muted">{email}</span>
            </span>
            <Button
              size="small"
              loading={isBusy}
              onClick={() =>
                setQuestion({
                  title: t('group.takeOutTitle', { name, group: group.name }),
                  text: t('group.takeOutText'),
                  label: t('group.takeOut', { name }),
                  run: () => run(() => actions.removeMember({ groupId, personId }), t('group.takenOut', { name })),
                })
              }
            >
              {t('group.takeOut', { name })}
            </Button>
          </li>
        ))}
      </ul>
      {group.unnamed > 0 && <p className="text-muted">{t('group.unnamed', { count: group.unnamed })}</p>}
      {person === undefined ? (
        <p className="text-muted">{t('group.nobodyElse')}</p>
      ) : (
        <div className="flex flex-wrap items-end gap-2">
          <div className="min-w-48 flex-1">
            <FieldFrame id={id} label={t('group.member')} error={undefined}>
              {(aria) => (
                <select
                  {...aria}
                  value={person.id}
                  onChange={(event) => setChosen(event.target.value)}
                  className={inputClass}
                >
                  {outside.map((each) => (
                    <option key={each.id} value={each.id}>
                      {`${each.name} (${each.email})`}
                    </option>
                  ))}
                </select>
              )}
            </FieldFrame>
          </div>
          <Button loading={isBusy} onClick={() => add(person)}>
            {t('group.add')}
          </Button>
        </div>
      )}
      {question && <AskFirst question={question} onClose={() => setQuestion(undefined)} />}
    </section>
  )
}
