'use client'

import { useQuery } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'use-intl/react'
import { explanationQuery } from '#lib/error-book/queries.ts'
import { ExplainCode } from './explain-code.tsx'

/** Why the cloud could not be read: as the error book says it, and below in the cloud's words. `failure` is `CBC.0151 Access denied.` */
export function ReadFailure({ failure }: { failure: string }) {
  const [code = ''] = failure.split(' ')
  const { data } = useQuery({
    ...explanationQuery(code, useLocale()),
    enabled: code !== '' && code !== 'internal',
  })
  const t = useTranslations('live.stale')
  if (code === '') return null
  if (code === 'internal') return <p>{t('internal')}</p>
  return (
    <>
      {data?.explanation && <p>{data.explanation.meaning}</p>}
      <div className="text-s text-muted">
        {failure} <ExplainCode code={code} />
      </div>
    </>
  )
}
