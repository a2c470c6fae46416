import { useTranslations } from 'use-intl/react'
import { ServerStatus } from '#components/phone-servers/server-status.tsx'
import { Card } from '#components/ui/card.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { OrderedServer } from '#lib/orders/queries.ts'

/** The servers that came of an order. */
export function OrderServers({ servers }: { servers: OrderedServer[] }) {
  const t = useTranslations('orders.servers')
  const phones = useTranslations('requests.outcome')
  return (
    <Card title={t('title')} flush>
      {servers.length === 0 ? (
        <p className="px-4 py-3 text-muted">{t('empty')}</p>
      ) : (
        <ul>
          {servers.map((server) => (
            <li
              key={server.id}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-0.5 border-b border-line px-4 py-2.5 last:border-b-0"
            >
              <span className="min-w-0">
                <TextLink href={`/phone-servers/${server.id}`}>{server.name}</TextLink>{' '}
                <span className="font-mono text-s text-muted">{server.serverModel}</span>
              </span>
              <span className="flex items-center gap-3">
                {server.phones > 0 && (
                  <span className="text-s text-muted">{phones('phones', { count: server.phones })}</span>
                )}
                <ServerStatus status={server.status} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
