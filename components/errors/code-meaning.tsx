'use client'

import { useQuery } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'use-intl/react'
import { Button } from '#components/ui/button.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { codeHref, explanationQuery, type Explanation } from '#lib/error-book/queries.ts'

/** What the book says about a code, asked for when this is shown. */
export function CodeMeaning({ code }: { code: string }) {
  const t = useTranslations('ui.errorCode')
  const { data, isError, isFetching, refetch } = useQuery(explanationQuery(code, useLocale()))
  return (
    <div aria-live="polite" className="flex flex-col gap-3">
      <p className="font-mono text-s break-all text-muted">{code}</p>
      {data?.explanation && <Known explanation={data.explanation} />}
      {data?.explanation === null && <Unknown />}
      {!data && !isError && <Waiting />}
      {isError && !data && (
        <>
          <p>{t('failed')}</p>
          <Button size="small" icon="refresh-cw" loading={isFetching} onClick={() => void refetch()}>
            {t('askAgain')}
          </Button>
        </>
      )}
      <TextLink href={codeHref(code)}>{t('openBook')}</TextLink>
    </div>
  )
}

function Known({ explanation: { meaning, tryAgain, whoCan, whatToDo } }: { explanation: Explanation }) {
  const t = useTranslations('ui.errorCode')
  return (
    <>
      <p className="font-strong">{meaning}</p>
      <dl className="flex flex-col gap-2">
        <Answer question={t('tryAgain')}>{tryAgain}</Answer>
        <Answer question={t('whoCan')}>{whoCan}</Answer>
        <Answer question={t('whatToDo')}>{whatToDo}</Answer>
      </dl>
    </>
  )
}

const Answer = ({ question, children }: { question: string; children: string }) => (
  <div>
    <dt className="text-s text-muted">{question}</dt>
    <dd>{children}</dd>
  </div>
)

function Unknown() {
  const t = useTranslations('ui.errorCode.unknown')
  return (
    <>
      <p className="font-strong">{t('title')}</p>
      <p>{t('text')}</p>
    </>
  )
}

function Waiting() {
  const t = useTranslations('ui')
  return (
    <div className="flex flex-col gap-2">
      <span className="sr-only">{t('loading')}</span>
      <Skeleton className="h-5 w-full" />
      <Skeleton className="h-5 w-3/4" />
      <Skeleton className="mt-2 h-24 w-full" />
    </div>
  )
}
