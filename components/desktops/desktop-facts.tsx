import { useTranslations } from 'use-intl/react'
import { idFact, textFact, timeFact } from '#components/inventory/fact-rows.tsx'
import { ResourceSize } from '#components/inventory/resource-size.tsx'
import { Card } from '#components/ui/card.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import type { DesktopDetail } from '#lib/inventory/desktops-queries.ts'

const kinds = ['DEDICATED', 'POOLED', 'SHARED'] as const
const logins = ['UNREGISTER', 'REGISTERED', 'CONNECTED', 'DISCONNECTED'] as const

/** What the desktop is, as the cloud tells it. */
export function DesktopFacts({ desktop }: { desktop: DesktopDetail }) {
  const t = useTranslations('desktops')
  const words = useTranslations('inventory')
  const { users, vcpus, memoryMib, osType, imageName, enterpriseProjectId: project } = desktop
  const kind = kinds.find((known) => known === desktop.kind)
  const login = logins.find((known) => known === desktop.loginStatus)
  return (
    <Card title={t('facts.title')}>
      <DefinitionList
        rows={[
          ...idFact('id', t('facts.id'), desktop.desktopId),
          ...idFact('product', t('facts.productId'), desktop.productId),
          { id: 'size', label: t('facts.size'), value: <ResourceSize vcpus={vcpus} memoryMib={memoryMib} /> },
          ...textFact('flavor', words('facts.flavor'), desktop.flavorId),
          ...textFact('package', t('facts.package'), desktop.packageType),
          ...textFact('kind', t('facts.kind'), kind ? t(`facts.kinds.${kind}`) : desktop.kind),
          ...idFact('pool', t('pool'), desktop.poolId),
          { id: 'users', label: t('users'), value: users.length === 0 ? t('noUser') : users.join(', ') },
          ...textFact('login', t('facts.login'), login ? t(`facts.logins.${login}`) : desktop.loginStatus),
          ...textFact('os', words('facts.os'), osType),
          ...textFact('image', words('facts.image'), imageName),
          ...textFact('zone', words('columns.zone'), desktop.zone),
          ...(project === '0'
            ? textFact('eps', words('facts.enterpriseProject'), words('facts.defaultProject'))
            : idFact('eps', words('facts.enterpriseProject'), project)),
          ...timeFact('created', words('facts.created'), desktop.createdAt),
        ]}
      />
    </Card>
  )
}

/** The addresses of a desktop and the subnet they are in. */
export function DesktopNetwork({ desktop: { addresses, subnetId } }: { desktop: DesktopDetail }) {
  const t = useTranslations('inventory')
  return (
    <Card title={t('network.title')}>
      {addresses.length === 0 && <p className="text-muted">{t('network.empty')}</p>}
      <DefinitionList
        rows={[
          ...addresses.map((address) => ({ id: address, label: t('facts.inside'), value: <CopyId id={address} /> })),
          ...idFact('subnet', t('facts.subnet'), subnetId),
        ]}
      />
    </Card>
  )
}
