'use client'

import { useTranslations } from 'use-intl/react'
import type { Role } from '#lib/auth/permissions.ts'

export type DemoPerson = { role: Role; email: string; name: string }

type Props = { people: readonly DemoPerson[]; password: string; choose: (person: DemoPerson) => void }

/** In demo mode only: the people one can be, each a click that fills in the form. */
export function DemoPeople({ people, password, choose }: Props) {
  const t = useTranslations('auth')
  return (
    <section aria-labelledby="demo-people" className="border-t border-line pt-5">
      <h2 id="demo-people" className="text-m font-strong">
        {t('demo')}
      </h2>
      <p className="mt-0.5 text-s text-muted">{t('demoHelp', { password })}</p>
      <ul className="mt-3 grid gap-2 sm:grid-cols-2">
        {people.map((person) => (
          <li key={person.email}>
            <button
              type="button"
              onClick={() => choose(person)}
              className="h-full w-full rounded-m border border-line bg-surface px-3 py-2 text-start hover:border-control hover:bg-hover"
            >
              <span className="block font-strong">{person.email}</span>
              <span className="block text-s text-muted">{t(`roleDoes.${person.role}`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
