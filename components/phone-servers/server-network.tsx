import { useTranslations } from 'use-intl/react'
import { Card } from '#components/ui/card.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import type { Address, Bandwidth, PhoneServerDetail, Volume } from '#lib/inventory/queries.ts'

/** Inside and public addresses of a server, and how much goes through them. */
export function NetworkCard({ server: { addresses, bandwidths } }: { server: PhoneServerDetail }) {
  const t = useTranslations('servers.network')
  return (
    <Card title={t('title')}>
      <DefinitionList
        rows={[
          ...addresses.map((address, index) => ({
            id: `address-${index}`,
            label: t('inside'),
            value: <AddressPair address={address} />,
          })),
          ...(addresses.length === 0 ? [{ id: 'no-address', label: t('inside'), value: t('emptyAddresses') }] : []),
          ...bandwidths.map((bandwidth) => ({
            id: bandwidth.id,
            label: t('bandwidth'),
            value: <BandwidthLine bandwidth={bandwidth} />,
          })),
          ...(bandwidths.length === 0
            ? [{ id: 'no-bandwidth', label: t('bandwidth'), value: t('emptyBandwidths') }]
            : []),
        ]}
      />
    </Card>
  )
}

export function AddressPair({ address: { serverIp, publicIp } }: { address: Address }) {
  const t = useTranslations('servers.network')
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {serverIp !== null && <CopyId id={serverIp} />}
      {publicIp === null ? (
        <span className="text-muted">{t('noPublic')}</span>
      ) : (
        <span className="inline-flex items-center gap-1.5">
          <span className="text-muted">{t('public')}</span>
          <CopyId id={publicIp} />
        </span>
      )}
    </span>
  )
}

function BandwidthLine({ bandwidth: { id, name, sizeMbps, chargeMode, isShared } }: { bandwidth: Bandwidth }) {
  const t = useTranslations('servers.network')
  const facts = [
    sizeMbps !== null && t('size', { size: String(sizeMbps) }),
    isShared !== null && (isShared ? t('shared') : t('dedicated')),
    (chargeMode === 0 || chargeMode === 1) && t(`charge.c${chargeMode}`),
  ].filter((fact) => fact !== false)
  return (
    <>
      {facts.join(' · ')}
      <span className="mt-0.5 flex flex-wrap items-center gap-2 text-muted">
        {name} <CopyId id={id} />
      </span>
    </>
  )
}

export function DisksCard({ volumes }: { volumes: Volume[] }) {
  const t = useTranslations('servers.disks')
  return (
    <Card title={t('title')}>
      {volumes.length === 0 ? (
        <p className="text-muted">{t('empty')}</p>
      ) : (
        <DefinitionList
          rows={volumes.map(({ id, name, sizeGib, type }) => ({
            id,
            label: sizeGib === null ? type : `${t('gib', { size: String(sizeGib) })} ${type}`,
            value: <CopyId id={name} charactersMax={21} />,
          }))}
        />
      )}
    </Card>
  )
}
