import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { Alert } from '#components/ui/alert.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { AsOf } from '#components/ui/time-ago.tsx'
import { useFormat } from '#lib/i18n/use-format.ts'
import { type Quota, quotasQuery } from '#lib/insights/queries.ts'
import type { AccountFace } from '#lib/requests/queries.ts'
import { Picture } from './picture.tsx'
import { Ring } from './ring.tsx'

const kinds = ['publicIp', 'vpc', 'subnet', 'securityGroup', 'shareBandwidth'] as const

/** How much of its quotas an account uses, asked of the cloud when this is looked at. */
export function QuotaPicture({ account }: { account: AccountFace }) {
  const t = useTranslations('insights.quotas')
  const format = useFormat()
  const { data, isError } = useQuery(quotasQuery(account.id))
  const nameOf = (kind: string): string => {
    const known = kinds.find((each) => each === kind)
    return known ? t(`kinds.${known}`) : kind
  }
  const quotas = data?.quotas ?? []
  return (
    <Picture
      title={t('title', { account: account.name, region: account.region })}
      note={
        <>
          {t('note')} {data && <AsOf at={data.asOf} />}
        </>
      }
      columns={[t('kind'), t('used'), t('quota')]}
      rows={quotas.map(({ kind, used, quota }) => ({
        id: kind,
        cells: [nameOf(kind), format.number(used), quota === null ? t('unlimited') : format.number(quota)],
      }))}
      empty={data && quotas.length === 0 ? t('none') : undefined}
    >
      {isError && !data && (
        <Alert tone="wait" title={t('failed')}>
          {t('failedText')}
        </Alert>
      )}
      {!data && !isError && <Skeleton className="h-32" />}
      {data && (
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(8.5rem,1fr))] gap-4">
          {quotas.map((quota) => (
            <QuotaRing key={quota.kind} quota={quota} name={nameOf(quota.kind)} />
          ))}
        </ul>
      )}
    </Picture>
  )
}

function QuotaRing({ quota: { used, quota }, name }: { quota: Quota; name: string }) {
  const t = useTranslations('insights.quotas')
  const format = useFormat()
  const share = quota === null || quota === 0 ? 0 : Math.min(1, used / quota)
  return (
    <Ring
      name={name}
      share={share}
      centre={quota === null ? '∞' : `${Math.round(share * 100)}%`}
      amounts={
        quota === null
          ? t('ofUnlimited', { used: format.number(used) })
          : t('of', { used: format.number(used), quota: format.number(quota) })
      }
      words={{ nearlyFull: t('nearlyFull'), full: t('full') }}
    />
  )
}
