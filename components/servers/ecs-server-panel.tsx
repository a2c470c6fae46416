'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { BillingMode } from '#components/inventory/billing-mode.tsx'
import { codeFact, idFact, textFact, timeFact } from '#components/inventory/fact-rows.tsx'
import { type PanelProps, ResourcePanel } from '#components/inventory/resource-panel.tsx'
import { ResourceSize } from '#components/inventory/resource-size.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { ecsServerQuery } from '#lib/inventory/ecs-servers-queries.ts'
import { stateOfEcsServer } from '#lib/inventory/resource-state.ts'
import { EcsServerNotices } from './ecs-server-notices.tsx'
import { EcsServerStatus } from './ecs-server-status.tsx'

/** An ECS server beside its list. */
export function EcsServerPanel(props: PanelProps) {
  const t = useTranslations('ecsServers')
  const words = useTranslations('inventory')
  const found = useQuery(ecsServerQuery(props.id))
  const server = found.data
  return (
    <ResourcePanel
      {...props}
      found={found}
      face={
        server && {
          state: stateOfEcsServer(server),
          status: <EcsServerStatus status={server.status} task={server.task} isGone={server.goneAt !== null} filled />,
          notices: <EcsServerNotices server={server} />,
          facts: [
            ...codeFact('flavor', words('facts.flavor'), server.flavorId),
            { id: 'size', label: t('size'), value: <ResourceSize vcpus={server.vcpus} memoryMib={server.memoryMib} /> },
            { id: 'billing', label: words('columns.billing'), value: <BillingMode mode={server.billingMode} /> },
            ...server.addresses.map(({ address, isPublic }) => ({
              id: address,
              label: words(isPublic ? 'facts.public' : 'facts.inside'),
              value: <CopyId id={address} />,
            })),
            ...textFact('image', words('facts.image'), server.imageName),
            ...textFact('zone', words('columns.zone'), server.zone),
            ...timeFact('created', words('facts.created'), server.createdAt),
            ...idFact('id', t('facts.id'), server.serverId),
          ],
        }
      }
    />
  )
}
