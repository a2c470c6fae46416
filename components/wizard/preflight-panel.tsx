'use client'

import { useTranslations } from 'use-intl/react'
import { CloudWords } from '#components/errors/cloud-words.tsx'
import { ErrorCode } from '#components/errors/error-code.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Icon } from '#components/ui/icon.tsx'
import type { IconName } from '#components/ui/icon-names.ts'
import { Money } from '#components/ui/money.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { AsOf } from '#components/ui/time-ago.tsx'
import { toneText, type Tone } from '#components/ui/tone.ts'
import { useText } from '#lib/i18n/use-text.ts'
import type { Preflight } from '#lib/operations/lookups.ts'
import { usePreflight } from './use-preflight.ts'

const faces = {
  ok: { tone: 'success', icon: 'circle-check' },
  warning: { tone: 'wait', icon: 'triangle-exclamation-point' },
  failed: { tone: 'danger', icon: 'circle-x' },
  unknown: { tone: 'unknown', icon: 'circle-question-mark' },
} as const satisfies Record<Preflight['state'], { tone: Tone; icon: IconName }>

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
            ? data.lines.map((line) => <PreflightLine key={line.key} line={line} />)
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

function PreflightLine({ line }: { line: Preflight }) {
  const t = useTranslations('preflight')
  const text = useText()
  const { tone, icon } = faces[line.state]
  return (
    <li className="flex min-h-10 items-start gap-3 px-4 py-2">
      <span className={toneText[tone]}>
        <Icon name={icon} size={20} />
        <span className="sr-only">{t(`state.${line.state}`)}: </span>
      </span>
      <div className="min-w-0">
        <p>
          {text(line.words)}
          {line.money && (
            <>
              {' '}
              <Money amount={line.money.amountMinor / 100} currency={line.money.currency} strong />
            </>
          )}
        </p>
        {line.fix !== undefined && <p className="text-muted">{text(line.fix)}</p>}
        {line.code !== undefined && (
          <div className="flex items-center text-muted">
            <ErrorCode code={line.code} />
          </div>
        )}
      </div>
    </li>
  )
}
