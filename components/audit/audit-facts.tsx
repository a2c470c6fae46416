import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { CopyId } from '#components/ui/copy-id.tsx'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import { DateTime } from '#components/ui/time-ago.tsx'
import type { AuditEntry } from '#lib/audit/queries.ts'
import { AuditAbout, isAboutSomething } from './audit-about.tsx'
import { AuditChange } from './audit-change.tsx'
import { AuditWho } from './audit-who.tsx'

/** All of one entry: who, when, about what, before and after, and its place in the chain. */
export function AuditFacts({ entry }: { entry: AuditEntry }) {
  const t = useTranslations('audit')
  const { at, who, account, event, place, hash, previousHash } = entry
  const row = (id: string, label: string, value: ReactNode) => ({ id, label, value })
  return (
    <>
      <DefinitionList
        rows={[
          row('at', t('columns.at'), <DateTime at={at} />),
          row('who', t('columns.who'), <AuditWho who={who} />),
          row('whoId', t('facts.whoId'), <CopyId id={who.id} charactersMax={24} />),
          row('event', t('columns.action'), <span className="font-mono text-s">{event}</span>),
          ...(isAboutSomething(entry) ? [row('about', t('columns.about'), <AuditAbout row={entry} />)] : []),
          row('account', t('columns.account'), account ? `${account.name} ${account.region}` : t('wholeConsole')),
        ]}
      />
      <section aria-label={t('facts.title')} className="flex flex-col gap-2">
        <h3 className="font-strong">{t('facts.title')}</h3>
        <AuditChange entry={entry} />
      </section>
      <section aria-label={t('chain.title')} className="flex flex-col gap-2">
        <h3 className="font-strong">{t('chain.title')}</h3>
        {place === null || hash === null ? (
          <p className="text-danger">{t('chain.unlinked')}</p>
        ) : (
          <DefinitionList
            rows={[
              row('place', t('columns.place'), String(place)),
              row('hash', t('chain.hash'), <CopyId id={hash} charactersMax={24} />),
              row(
                'previous',
                t('chain.previous'),
                previousHash === null ? t('chain.first') : <CopyId id={previousHash} charactersMax={24} />,
              ),
            ]}
          />
        )}
        <p className="max-w-prose text-s text-muted">{t('chain.explained')}</p>
      </section>
    </>
  )
}
