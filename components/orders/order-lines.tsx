import { useMemo } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Column } from '#components/table/column.ts'
import { DataTable } from '#components/table/data-table.tsx'
import { MinorMoney } from '#components/ui/minor-money.tsx'
import { useFormat } from '#lib/i18n/use-format.ts'
import { periodKey, type OrderLine } from '#lib/orders/queries.ts'

/** What was ordered, line by line. */
export function OrderLines({ lines, currency }: { lines: OrderLine[]; currency: string }) {
  const t = useTranslations('orders.lines')
  const words = useTranslations('live')
  const columns = useColumns(currency)
  return (
    <section className="flex flex-col gap-2">
      <h2 className="text-l font-strong">{t('title')}</h2>
      <DataTable
        caption={t('title')}
        columns={columns}
        data={{ state: 'ready', rows: lines }}
        rowId={({ id }) => id}
        empty={<p className="px-4 py-3 text-muted">{t('empty')}</p>}
        failed={null}
        loading={words('loading')}
      />
    </section>
  )
}

function useColumns(currency: string): Column<OrderLine>[] {
  const t = useTranslations('orders.lines')
  return useMemo(
    () => [
      {
        id: 'product',
        header: t('product'),
        cell: ({ product, service }) => (
          <span className="block min-w-36 font-strong wrap-anywhere whitespace-normal">
            {product === '' ? service : product}
          </span>
        ),
      },
      { id: 'count', header: t('count'), align: 'end', width: 'w-16', cell: ({ count }) => count },
      { id: 'period', header: t('period'), width: 'w-48', cell: (line) => <Term line={line} /> },
      {
        id: 'amount',
        header: t('amount'),
        align: 'end',
        width: 'w-36',
        cell: ({ amountMinor }) =>
          amountMinor !== null && currency !== '' && <MinorMoney amountMinor={amountMinor} currency={currency} />,
      },
    ],
    [t, currency],
  )
}

function Term({ line }: { line: OrderLine }) {
  return (
    <span>
      {line.period && <Period period={line.period} />}
      <span className="block text-s whitespace-normal text-muted">
        <Validity line={line} />
      </span>
    </span>
  )
}

function Period({ period }: { period: NonNullable<OrderLine['period']> }) {
  const t = useTranslations('orders.lines.periods')
  const key = periodKey(period.type)
  if (key === 'p5') return t('p5')
  return key === 'other' ? t('other', { count: String(period.count) }) : t(key, { count: period.count })
}

function Validity({ line: { effectiveAt, expiresAt } }: { line: OrderLine }) {
  const t = useTranslations('orders.lines')
  const format = useFormat()
  if (effectiveAt === null) return t('validNotYet')
  return (
    <span suppressHydrationWarning>
      {format.date(effectiveAt)}
      {expiresAt !== null && ` – ${format.date(expiresAt)}`}
    </span>
  )
}
