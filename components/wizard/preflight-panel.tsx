'use client'

import { useTranslations } from 'use-intl/react'
import { AnswerLine } from '#components/accounts/answer-line.tsx'
import { CloudWords } from '#components/errors/cloud-words.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { AsOf } from '#components/ui/time-ago.tsx'
import { usePreflight } from './use-preflight.ts'

const lineCount = 7

/** What must be true of an account before anything can be bought in it, each line with what to do about it. */
export function PreflightPanel({ accountId }: { accountId: string }) {
  const t = useTranslations('preflight')
  const { data, error, isFetching, refetch } = usePreflight(accountId)
  return (
    <Card
      title={t('title')}
      headingLevel={3}
      actions={
        <>
          {data && (
            <span className="text-s text-muted">
              <AsOf at={data.checkedAt} />
            </span>
          )}
          <Button size="small" variant="quiet" icon="refresh-cw" loading={isFetching} onClick={() => void refetch()}>
            {t('again')}
          </Button>
        </>
      }
      flush
    >
      {error && !data ? (
        <div className="p-4">
          <Alert tone="danger" title={t('notAsked')}>
            <CloudWords message={error.message} />
          </Alert>
        </div>
      ) : (
        <ul className="divide-y divide-line" aria-busy={!data}>
          {data
            ? data.lines.map((line) => <AnswerLine key={line.key} line={line} stateName={t(`state.${line.state}`)} />)
            : Array.from({ length: lineCount }, (_, index) => (
                <li key={index} className="flex min-h-10 items-center px-4 py-2">
                  <Skeleton className="h-4 w-2/3" />
                </li>
              ))}
        </ul>
      )}
    </Card>
  )
}
