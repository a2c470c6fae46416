'use client'

import { useTranslations } from 'use-intl/react'
import { Card } from '#components/ui/card.tsx'
import type { IconName } from '#components/ui/icon-names.ts'
import { StatusMark } from '#components/ui/status-mark.tsx'
import { DateTime } from '#components/ui/time-ago.tsx'
import type { Tone } from '#components/ui/tone.ts'
import type { OperationVerdict } from '#lib/accounts/queries.ts'
import { useText } from '#lib/i18n/use-text.ts'

const faces: Record<OperationVerdict['state'], { tone: Tone; icon: IconName }> = {
  proven: { tone: 'success', icon: 'circle-check' },
  ready: { tone: 'info', icon: 'circle-dot-dashed' },
  unchecked: { tone: 'unknown', icon: 'circle-question-mark' },
  blocked: { tone: 'danger', icon: 'circle-x' },
}

/** Which operations the account can do, as far as it can be told without doing them. */
export function OperationsCard({ operations }: { operations: OperationVerdict[] }) {
  const t = useTranslations('accounts.operations')
  const text = useText()
  return (
    <Card title={t('title')} flush>
      <ul className="divide-y divide-line">
        {operations.map(({ key, state, because, rights, workedAt }) => (
          <li key={key} className="flex flex-wrap justify-between gap-x-6 gap-y-1 px-4 py-2">
            <div className="min-w-0">
              <p className="font-strong">{text(`operationTitles.${key}.title`)}</p>
              <p className="break-words text-s text-muted">{t('needs', { rights: rights.join(', ') })}</p>
              {because.map((words) => (
                <p key={words}>{text(words)}</p>
              ))}
            </div>
            <p className="flex flex-col items-end">
              <StatusMark {...faces[state]}>{t(state)}</StatusMark>
              {workedAt !== null && (
                <span className="text-s text-muted">
                  <DateTime at={workedAt} />
                </span>
              )}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  )
}
