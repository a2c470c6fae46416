import { useTranslations } from 'use-intl/react'
import { ServerStatus } from '#components/phone-servers/server-status.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { Progress } from '#components/ui/progress.tsx'
import { StatusMark } from '#components/ui/status-mark.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { OrderDetail, OrderedResource } from '#lib/orders/queries.ts'

const completed = 5
const cancelled = 4

/** What came of an order, what is missing, and where each thing is in the inventory. */
export function OrderResources({
  order,
}: {
  order: Pick<OrderDetail, 'resources' | 'asked' | 'status' | 'orderType'>
}) {
  const t = useTranslations('orders.resources')
  const { resources, asked, status } = order
  const main = resources.filter(({ isMain }) => isMain)
  const missing = asked === null ? 0 : Math.max(0, asked - main.length)
  return (
    <div className="flex flex-col gap-3">
      {asked !== null && asked > 0 && (
        <Progress
          label={t('progress')}
          value={Math.min(main.length, asked)}
          max={asked}
          text={t('delivered', { delivered: String(main.length), asked: String(asked) })}
        />
      )}
      {resources.length === 0 && (
        <p className="text-muted">{t(status === completed || status === cancelled ? 'none' : 'noneYet')}</p>
      )}
      {resources.length > 0 && (
        <ul className="rounded-m border border-line">
          {resources.map((resource) => (
            <Resource key={resource.id} resource={resource} />
          ))}
        </ul>
      )}
      {missing > 0 && status === completed && resources.length > 0 && (
        <p className="text-danger">{t('missing', { count: missing })}</p>
      )}
    </div>
  )
}

function Resource({ resource: { id, name, type, isMain, isClosed, inventory } }: { resource: OrderedResource }) {
  const t = useTranslations('orders.resources')
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line px-3 py-2 last:border-b-0">
      <span className={isMain ? 'min-w-0' : 'min-w-0 pl-4'}>
        {inventory ? <TextLink href={`/${inventory.list}/${id}`}>{name || id}</TextLink> : <span>{name || type}</span>}
        {inventory === null && (
          <span className="mt-0.5 block">
            <CopyId id={id} charactersMax={24} />
          </span>
        )}
      </span>
      <span className="flex items-center gap-3 text-s text-muted">
        {inventory !== null && inventory.phones > 0 && <span>{t('phones', { count: inventory.phones })}</span>}
        <Standing isClosed={isClosed} inventory={inventory} />
      </span>
    </li>
  )
}

function Standing({ isClosed, inventory }: Pick<OrderedResource, 'isClosed' | 'inventory'>) {
  const t = useTranslations('orders.resources')
  if (inventory && inventory.status !== null)
    return <ServerStatus status={inventory.status} isGone={inventory.isGone} />
  if (inventory?.isGone || isClosed)
    return (
      <StatusMark tone="neutral" icon="circle-slash">
        {t('gone')}
      </StatusMark>
    )
  return inventory ? (
    <StatusMark tone="success" icon="circle-check">
      {t('listed')}
    </StatusMark>
  ) : null
}
