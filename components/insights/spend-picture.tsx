import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { useServiceName } from '#components/orders/use-service-name.ts'
import { MinorMoney } from '#components/ui/minor-money.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { useFormat } from '#lib/i18n/use-format.ts'
import type { Spend } from '#lib/insights/queries.ts'
import { type Span, spans } from '#lib/insights/span.ts'
import { spentTypes } from '#lib/orders/status.ts'
import { listHref } from '#lib/page.ts'
import { Picture } from './picture.tsx'
import { seriesFill } from './series.ts'
import { StackedColumns } from './stacked-columns.tsx'
import { usePeriodWords } from './use-period-words.ts'

type Props = {
  spend: Spend
  span: Span
  /** Whether there are pictures of other currencies. */
  isOneOfSeveral: boolean
}

/** What was paid in one currency over time, by service. */
export function SpendPicture({ spend, span, isOneOfSeveral }: Props) {
  const t = useTranslations('insights.spend')
  const format = useFormat()
  const words = usePeriodWords(span)
  const { currency, services, periods, totalMinor, orders } = spend
  const its = isOneOfSeveral ? currency : ''
  const paidHref = (period: { from: string; to: string }, service: string[] = []) =>
    spentHref({ period, service, currency: its })
  const money = (minor: number) => format.money(minor / 100, currency)
  const serviceName = useServiceName()
  const nameOf = ({ code, name }: Spend['services'][number]) => (code === '' ? t('others') : serviceName(code, name))
  return (
    <Picture
      title={t('title', { currency })}
      note={t('note', { total: money(totalMinor), count: orders })}
      actions={<Spans span={span} />}
      columns={[t('period'), ...services.map(nameOf), t('total'), t('orders')]}
      rows={periods.map((period) => ({
        id: period.from,
        cells: [words.long(period), ...period.minor.map(money), money(period.totalMinor), format.number(period.orders)],
        href: paidHref(period),
      }))}
    >
      <StackedColumns
        columns={periods.map((period) => ({
          id: period.from,
          short: words.short(period),
          words: t('column', { period: words.long(period), amount: money(period.totalMinor), count: period.orders }),
          href: paidHref(period),
          total: period.totalMinor,
          parts: services.map((service, index) => ({
            id: service.code,
            value: period.minor[index] ?? 0,
            fill: seriesFill(index),
            words: `${nameOf(service)}: ${money(period.minor[index] ?? 0)}`,
            href: paidHref(period, service.codes),
          })),
        }))}
        axis={(minor) => format.compact(minor / 100)}
      />
      <ul className="mt-4 flex flex-wrap gap-x-6 gap-y-1">
        {services.map((service, index) => (
          <li key={service.code}>
            <Link
              href={paidHref({ from: periods[0]?.from ?? '', to: periods.at(-1)?.to ?? '' }, service.codes)}
              prefetch={false}
              className="flex min-h-6 items-center gap-2 no-underline hover:underline"
            >
              <span aria-hidden="true" className={classNames('size-3 rounded-s', seriesFill(index))} />
              {nameOf(service)}
              <span className="text-muted">
                <MinorMoney amountMinor={service.totalMinor} currency={currency} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Picture>
  )
}

type Spent = { period: { from: string; to: string }; service: string[]; currency: string }

/** The orders that cost something and were paid in a period, of some services and one currency or all. */
const spentHref = ({ period: { from, to }, service, currency }: Spent): string =>
  listHref('/orders', {
    paid: `${from}..${to}`,
    type: spentTypes,
    service: service.join(','),
    currency,
  })

/** How far back the pictures of spend go. */
export function Spans({ span }: { span: Span }) {
  const t = useTranslations('insights.spans')
  return (
    <nav aria-label={t('label')} className="flex">
      {spans.map((each) => (
        <Link
          key={each}
          href={each === '12m' ? '/insights' : `/insights?span=${each}`}
          scroll={false}
          aria-current={each === span ? 'true' : undefined}
          className={classNames(
            'flex h-7 items-center rounded-s px-2.5 text-m no-underline',
            each === span ? 'bg-selected font-strong text-accent' : 'text-muted hover:bg-hover hover:text-ink',
          )}
        >
          {t(each)}
        </Link>
      ))}
    </nav>
  )
}
