import { useTranslations } from 'use-intl/react'
import { BillingMode } from '#components/inventory/billing-mode.tsx'
import { idFact, textFact, timeFact } from '#components/inventory/fact-rows.tsx'
import { OrderLink } from '#components/inventory/order-link.tsx'
import { ResourceSize } from '#components/inventory/resource-size.tsx'
import { Card } from '#components/ui/card.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import type { EcsServerDetail } from '#lib/inventory/ecs-servers-queries.ts'

/** How a server is paid, which decides between an order and a job. */
export function EcsBilling({ server }: { server: EcsServerDetail }) {
  const { billingMode, orderId, productId, resourceSpec } = server
  const t = useTranslations('ecsServers')
  const words = useTranslations('inventory.columns')
  return (
    <Card title={t('billing.title')}>
      <DefinitionList
        rows={[
          { id: 'mode', label: t('billing.mode'), value: <BillingMode mode={billingMode} /> },
          ...(orderId === null ? [] : [{ id: 'order', label: words('order'), value: <OrderLink orderId={orderId} /> }]),
          ...textFact('spec', t('facts.resourceSpec'), resourceSpec),
          ...idFact('product', t('facts.productId'), productId),
        ]}
      />
      <p className="mt-2 max-w-prose text-muted">{t(`billing.why.${billingMode}`)}</p>
    </Card>
  )
}

/** What the server is, as the cloud tells it. */
export function EcsFacts({ server }: { server: EcsServerDetail }) {
  const t = useTranslations('ecsServers')
  const words = useTranslations('inventory')
  const { vcpus, memoryMib, enterpriseProjectId: project } = server
  return (
    <Card title={t('facts.title')}>
      <DefinitionList
        rows={[
          ...idFact('id', t('facts.id'), server.serverId),
          ...textFact('flavor', words('facts.flavor'), server.flavorId),
          { id: 'size', label: t('size'), value: <ResourceSize vcpus={vcpus} memoryMib={memoryMib} /> },
          ...idFact('host', t('facts.dedicatedHost'), server.dedicatedHostId),
          ...textFact('os', words('facts.os'), server.osType),
          ...textFact('image', words('facts.image'), server.imageName),
          ...textFact('zone', words('columns.zone'), server.zone),
          ...textFact('groups', t('facts.securityGroups'), server.securityGroups.join(', ')),
          ...textFact('tags', t('facts.tags'), server.tags.join(', ')),
          ...(project === '0'
            ? textFact('eps', words('facts.enterpriseProject'), words('facts.defaultProject'))
            : idFact('eps', words('facts.enterpriseProject'), project)),
          ...timeFact('created', words('facts.created'), server.createdAt),
          ...timeFact('updated', words('facts.updated'), server.updatedAt),
        ]}
      />
    </Card>
  )
}

/** Inside and public addresses of a server. */
export function EcsNetwork({ server: { addresses, vpcId } }: { server: EcsServerDetail }) {
  const t = useTranslations('inventory')
  return (
    <Card title={t('network.title')}>
      {addresses.length === 0 && <p className="text-muted">{t('network.empty')}</p>}
      <DefinitionList
        rows={[
          ...addresses.map(({ address, isPublic }) => ({
            id: address,
            label: t(isPublic ? 'facts.public' : 'facts.inside'),
            value: <CopyId id={address} />,
          })),
          ...idFact('vpc', t('facts.vpc'), vpcId),
        ]}
      />
    </Card>
  )
}
