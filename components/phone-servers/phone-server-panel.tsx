'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { codeFact, idFact, textFact, timeFact } from '#components/inventory/fact-rows.tsx'
import { type PanelProps, ResourcePanel } from '#components/inventory/resource-panel.tsx'
import { phoneServerQuery } from '#lib/inventory/queries.ts'
import { stateOfPhoneServer } from '#lib/inventory/resource-state.ts'
import { AddressPair } from './server-network.tsx'
import { ServerStatus } from './server-status.tsx'

const running = 2

/** A phone server beside its list. */
export function PhoneServerPanel(props: PanelProps) {
  const t = useTranslations('servers')
  const words = useTranslations('inventory')
  const found = useQuery(phoneServerQuery(props.id))
  const server = found.data
  return (
    <ResourcePanel
      {...props}
      found={found}
      face={
        server && {
          state: stateOfPhoneServer(server),
          status: <ServerStatus status={server.status} isGone={server.goneAt !== null} filled />,
          facts: [
            ...codeFact('model', t('columns.model'), server.serverModel),
            ...codeFact('phoneModel', t('columns.phoneModel'), server.phoneModel),
            {
              id: 'phones',
              label: t('columns.phones'),
              value: t('phones.someRunning', {
                running: String(server.phones.filter(({ status }) => status === running).length),
                count: String(server.phones.length),
              }),
            },
            ...server.addresses.map((address) => ({
              id: `address ${address.serverIp} ${address.publicIp}`,
              label: words('columns.addresses'),
              value: <AddressPair address={address} />,
            })),
            ...textFact('zone', words('columns.zone'), server.zone),
            ...textFact('keypair', t('facts.keypair'), server.keypair),
            ...timeFact('created', words('facts.created'), server.createdAt),
            ...idFact('id', t('facts.id'), server.serverId),
          ],
        }
      }
    />
  )
}
