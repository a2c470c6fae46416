import { useTranslations } from 'use-intl/react'
import { RequestStatus } from '#components/request/request-status.tsx'
import { Card } from '#components/ui/card.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { DateTime } from '#components/ui/time-ago.tsx'
import type { PhoneServerDetail } from '#lib/inventory/queries.ts'

/** The order and the requests behind a server. */
export function OriginCard({ server: { orderId, requests } }: { server: PhoneServerDetail }) {
  const t = useTranslations('servers.links')
  return (
    <Card title={t('title')}>
      <DefinitionList
        rows={[
          ...(orderId === null
            ? []
            : [
                {
                  id: 'order',
                  label: t('order'),
                  value: (
                    <TextLink href={`/orders/${orderId}`} className="font-mono text-s">
                      {orderId}
                    </TextLink>
                  ),
                },
              ]),
          ...requests.map(({ id, number, title, state }) => ({
            id,
            label: t('request'),
            value: (
              <span className="flex flex-wrap items-center gap-x-3">
                <TextLink href={`/requests/${id}`}>
                  {number} {title}
                </TextLink>
                <RequestStatus state={state} />
              </span>
            ),
          })),
          ...(requests.length === 0 ? [{ id: 'elsewhere', label: t('request'), value: t('elsewhere') }] : []),
        ]}
      />
    </Card>
  )
}

/** What the server is, as the cloud tells it. */
export function ServerFacts({ server }: { server: PhoneServerDetail }) {
  const t = useTranslations('servers')
  const { serverId, zone, keypair, vpcId, subnetId, networkVersion, enterpriseProjectId, createdAt, updatedAt } = server
  const id = (name: string, label: string, value: string | null) =>
    value === null ? [] : [{ id: name, label, value: <CopyId id={value} charactersMax={21} /> }]
  return (
    <Card title={t('facts.title')}>
      <DefinitionList
        rows={[
          ...id('id', t('facts.id'), serverId),
          { id: 'zone', label: t('columns.zone'), value: zone },
          { id: 'keypair', label: t('facts.keypair'), value: keypair ?? t('facts.none') },
          ...id('vpc', t('facts.vpc'), vpcId),
          ...id('subnet', t('facts.subnet'), subnetId),
          ...(networkVersion === null
            ? []
            : [
                {
                  id: 'network',
                  label: t('facts.network'),
                  value: networkVersion.toLowerCase() === 'v1' ? t('facts.systemNetwork') : t('facts.ownNetwork'),
                },
              ]),
          ...(enterpriseProjectId === '0'
            ? [{ id: 'eps', label: t('facts.enterpriseProject'), value: t('facts.defaultProject') }]
            : id('eps', t('facts.enterpriseProject'), enterpriseProjectId)),
          ...(createdAt === null
            ? []
            : [{ id: 'created', label: t('columns.created'), value: <DateTime at={createdAt} /> }]),
          ...(updatedAt === null
            ? []
            : [{ id: 'updated', label: t('facts.updated'), value: <DateTime at={updatedAt} /> }]),
        ]}
      />
    </Card>
  )
}
