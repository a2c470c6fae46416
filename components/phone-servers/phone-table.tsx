'use client'

import { useMemo, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Column } from '#components/table/column.ts'
import { DataTable } from '#components/table/data-table.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { EmptyState } from '#components/ui/state-face.tsx'
import type { PhoneFace, PhoneServerDetail } from '#lib/inventory/queries.ts'
import { PhoneStatus } from './phone-status.tsx'

const running = 2

/** The phones of a server; a server has at most some dozens, so they are searched where they are. */
export function PhoneTable({ server: { name, phones } }: { server: PhoneServerDetail }) {
  const t = useTranslations('servers.phones')
  const words = useTranslations('live')
  const [sought, setSought] = useState('')
  const columns = usePhoneColumns(phones.some(({ ports }) => ports.length > 0))
  const shown = phones.filter((phone) => sought === '' || phone.name.includes(sought) || phone.id.includes(sought))
  const upCount = phones.filter(({ status }) => status === running).length
  return (
    <section className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 className="text-l font-strong">
          {t('title')}{' '}
          {phones.length > 0 && (
            <span className="font-normal text-muted">
              {upCount === phones.length
                ? t('allRunning', { count: String(phones.length) })
                : t('someRunning', { running: String(upCount), count: String(phones.length) })}
            </span>
          )}
        </h2>
        {phones.length > 0 && <PhoneSearch value={sought} onChange={setSought} />}
      </div>
      <DataTable
        caption={t('caption', { server: name })}
        columns={columns}
        density="compact"
        data={{ state: 'ready', rows: shown }}
        rowId={({ id }) => id}
        empty={
          phones.length === 0 ? (
            <EmptyState icon="smartphone" title={t('empty')}>
              {t('emptyText')}
            </EmptyState>
          ) : (
            <p className="px-4 py-3 text-muted">{t('shown', { shown: '0', count: String(phones.length) })}</p>
          )
        }
        failed={null}
        loading={words('loading')}
      />
    </section>
  )
}

function PhoneSearch({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useTranslations('servers.phones')
  return (
    <span className="relative w-64 max-w-full">
      <Icon name="search" size={14} className="pointer-events-none absolute top-2 left-2.5 text-muted" />
      <input
        type="search"
        aria-label={t('search')}
        placeholder={t('search')}
        value={value}
        onChange={(event) => onChange(event.target.value.trim())}
        className="h-7.5 w-full rounded-m border border-control bg-surface pr-2 pl-8 text-m max-sm:h-9 max-sm:text-l"
      />
    </span>
  )
}

function usePhoneColumns(hasPorts: boolean): Column<PhoneFace>[] {
  const t = useTranslations('servers.phones')
  return useMemo(
    () => [
      { id: 'name', header: t('name'), cell: ({ name }) => name },
      { id: 'status', header: t('status'), width: 'w-40', cell: ({ status }) => <PhoneStatus status={status} /> },
      {
        id: 'image',
        header: t('image'),
        width: 'w-40',
        cell: ({ imageVersion, imageId }) => <span title={imageId ?? undefined}>{imageVersion ?? imageId}</span>,
      },
      ...(hasPorts ? [{ id: 'ports', header: t('ports'), cell: (phone: PhoneFace) => <Ports phone={phone} /> }] : []),
      { id: 'id', header: t('id'), width: 'w-52', cell: ({ id }) => <CopyId id={id} /> },
    ],
    [t, hasPorts],
  )
}

function Ports({ phone: { ports } }: { phone: PhoneFace }) {
  const t = useTranslations('servers.phones')
  return ports
    .map(({ name, listenPort, accessPort, publicIp }) => {
      const to = publicIp === null || accessPort === null ? '–' : `${publicIp}:${accessPort}`
      return t('port', { name, from: String(listenPort), to })
    })
    .join(', ')
}
