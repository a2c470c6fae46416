import { useTranslations } from 'use-intl/react'
import { idFact, textFact, timeFact } from '#components/inventory/fact-rows.tsx'
import { Card } from '#components/ui/card.tsx'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import type { PhoneServerDetail } from '#lib/inventory/queries.ts'

/** What the server is, as the cloud tells it. */
export function ServerFacts({ server }: { server: PhoneServerDetail }) {
  const t = useTranslations('servers')
  const words = useTranslations('inventory')
  const { networkVersion, enterpriseProjectId: project } = server
  const network =
    networkVersion && (networkVersion.toLowerCase() === 'v1' ? t('facts.systemNetwork') : t('facts.ownNetwork'))
  return (
    <Card title={t('facts.title')}>
      <DefinitionList
        rows={[
          ...idFact('id', t('facts.id'), server.serverId),
          ...textFact('zone', words('columns.zone'), server.zone),
          ...textFact('keypair', t('facts.keypair'), server.keypair ?? words('facts.none')),
          ...idFact('vpc', words('facts.vpc'), server.vpcId),
          ...idFact('subnet', words('facts.subnet'), server.subnetId),
          ...textFact('network', t('facts.network'), network),
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
