'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { ScrollList } from '#components/ui/scroll-list.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { useText } from '#lib/i18n/use-text.ts'
import type { ServerPhone } from '../../lookups.ts'

type Props = { phones: UseQueryResult<ServerPhone[]>; server: string }

/** The phones that are there now, by name and id. */
export function LostPhones({ phones, server }: Props) {
  const t = useTranslations('switch-phone-server.danger')
  const ui = useTranslations('ui')
  const text = useText()
  const { data, error, refetch } = phones
  if (data?.length === 0) return null
  const title = t('phones', { count: data?.length ?? 2, server })
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-l font-strong">{data ? title : t('phonesLoading')}</h3>
      {data ? (
        <ScrollList label={title} rows={data.map(({ id, name }) => ({ value: name, detail: id }))} />
      ) : error ? (
        <Alert
          tone="danger"
          title={t('phonesFailed')}
          actions={
            <Button size="small" icon="refresh-cw" onClick={() => void refetch()}>
              {ui('tryAgain')}
            </Button>
          }
        >
          {text(error.message)}
        </Alert>
      ) : (
        <Skeleton className="h-60 w-full rounded-m" />
      )}
    </section>
  )
}
