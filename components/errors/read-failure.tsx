'use client'

import { useQuery } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'use-intl/react'
import { explanationQuery } from '#lib/error-book/queries.ts'
import { ExplainCode } from './explain-code.tsx'

/**
 * Why the cloud could not be read, as the error book says it; in the cloud's own words where the book does not know the code.
 * `failure` is a code and the cloud's words: `CBC.0151 Access denied.`
 */
export function ReadFailure({ failure }: { failure: string }) {
  const [code = '', ...words] = failure.trim().split(/\s+/)
  const { data, isPending } = useQuery({
    ...explanationQuery(code, useLocale()),
    enabled: code !== '' && code !== 'internal',
  })
  const t = useTranslations('live.stale')
  if (code === '') return null
  if (code === 'internal') return <p>{t('internal')}</p>
  return (
    // Holds a panel, which no paragraph may.
    <div>
      {isPending ? '' : (data?.explanation?.meaning ?? asSentence(words.join(' ') || code))} <ExplainCode code={code} />
    </div>
  )
}

const asSentence = (words: string): string => (/[.!?。！？]$/u.test(words) ? words : `${words}.`)
