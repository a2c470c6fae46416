import Link from 'next/link'
import type { ReactNode } from 'react'
import { useLocale, useTranslations } from 'use-intl/react'
import { classNames } from '#components/ui/class-names.ts'
import { toneText, type Tone } from '#components/ui/tone.ts'
import { Underway } from '#components/ui/underway.tsx'
import { useFormat } from '#lib/i18n/use-format.ts'
import { spentTypes } from '#lib/orders/status.ts'
import { listHref, type Total } from '#lib/page.ts'
import type { Overview } from '#lib/requests/overview-query.ts'
import { SpendFigure } from './spend-figure.tsx'

/** The figures of the console in one row of cells, each a link to the list behind it. */
export function Figures({ data }: { data: Overview }) {
  const t = useTranslations('overview')
  const { waitingForMe, waiting } = data
  return (
    <ul className="grid grid-cols-2 gap-px overflow-hidden rounded-l border border-line bg-line lg:grid-cols-5">
      {waitingForMe ? (
        <CountCell
          href="/requests?whose=for_me"
          label={t('figures.waiting')}
          hint={t('hints.waiting')}
          total={waitingForMe.total}
          tone="wait"
        />
      ) : (
        <CountCell
          href="/requests?group=waiting"
          label={t('figures.waitingAll')}
          hint={t('hints.waitingAll')}
          total={waiting}
          tone="wait"
        />
      )}
      <RequestCells data={data} />
      {data.isRead ? <CloudCells data={data} /> : <UnreadCells asOf={data.asOf} />}
    </ul>
  )
}

/** Requests that need a look, and those on their way. */
function RequestCells({ data: { attention, running } }: { data: Overview }) {
  const t = useTranslations('overview')
  return (
    <>
      <CountCell
        href="/desk#unknown"
        label={t('figures.unknown')}
        hint={t('hints.unknown')}
        total={attention.unknown}
        tone="unknown"
      />
      <CountCell
        href="/desk#person"
        label={t('figures.person')}
        hint={t('hints.person')}
        total={attention.person}
        tone="danger"
      />
      <CountCell
        href="/requests?group=stuck"
        label={t('figures.stuck')}
        hint={t('hints.stuck')}
        total={attention.stuck}
        tone="danger"
      />
      <CountCell
        href="/requests?group=running"
        label={t('figures.running')}
        hint={t('hints.running')}
        total={running.total}
        tone="info"
      />
    </>
  )
}

/** The same figures before anything was read: noughts would be an answer. */
function UnreadCells({ asOf }: { asOf: string }) {
  const t = useTranslations('overview')
  const month = useMonth()
  const cells = [
    { href: '/jobs', label: t('figures.jobs') },
    { href: '/orders?status=unpaid', label: t('figures.unpaid') },
    { href: '/expiring', label: t('figures.expiring') },
    { href: '/orders', label: t('figures.spend', { month: month(asOf) }) },
    { href: '/phone-servers', label: t('figures.servers') },
  ]
  return cells.map((cell) => (
    <Cell key={cell.href} {...cell} hint={t('unread.hint')}>
      <span className="text-xl text-muted">–</span>
    </Cell>
  ))
}

/** What the cloud does, wants paid and will end. */
function CloudCells({ data }: { data: Overview }) {
  const t = useTranslations('overview')
  const { jobs, unpaidOrders, expiring, servers } = data
  return (
    <>
      <Cell
        href="/jobs?state=running"
        label={t('figures.jobs')}
        hint={jobs.stuck.count > 0 ? t('figures.stuckJobs', { count: jobs.stuck.count }) : t('hints.jobs')}
        isLoud={jobs.stuck.count > 0}
        tone="danger"
      >
        <Count total={jobs.running} tone="info" />
      </Cell>
      <CountCell
        href="/orders?status=unpaid"
        label={t('figures.unpaid')}
        hint={t('hints.unpaid')}
        total={unpaidOrders}
        tone="wait"
      />
      <CountCell
        href="/expiring"
        label={t('figures.expiring')}
        hint={t('hints.expiring')}
        total={expiring.total}
        tone="wait"
      />
      <SpendCell data={data} />
      <Cell
        href={servers.abnormal > 0 ? '/phone-servers?status=abnormal' : '/phone-servers'}
        label={t('figures.servers')}
        hint={
          servers.abnormal > 0
            ? t('figures.abnormal', { count: servers.abnormal })
            : t('figures.phones', { count: servers.phones })
        }
        isLoud={servers.abnormal > 0}
        tone="danger"
      >
        <Count total={{ count: servers.total, isExact: true }} tone={undefined} />
      </Cell>
    </>
  )
}

type CellProps = { href: string; label: string; hint: string; children: ReactNode; isLoud?: boolean; tone?: Tone }

function Cell({ href, label, hint, children, isLoud = false, tone = 'neutral' }: CellProps) {
  return (
    <li className="bg-surface">
      <Link
        href={href}
        prefetch={false}
        className="relative flex h-full min-h-24 flex-col px-4 py-3 no-underline hover:bg-hover focus-visible:-outline-offset-2"
      >
        <span className="text-s text-muted">{label}</span>
        <span className="my-0.5 flex flex-col">{children}</span>
        <span className={classNames('text-s', isLoud ? toneText[tone] : 'text-muted')}>{hint}</span>
        <Underway />
      </Link>
    </li>
  )
}

type CountProps = { href: string; label: string; hint: string; total: Total; tone: Tone }

function CountCell({ href, label, hint, total, tone }: CountProps) {
  return (
    <Cell href={href} label={label} hint={hint}>
      <Count total={total} tone={tone} />
    </Cell>
  )
}

/** Nought is quiet: only what is there has a colour. */
function Count({ total, tone }: { total: Total; tone: Tone | undefined }) {
  const t = useTranslations('live')
  const format = useFormat()
  const count = format.number(total.count)
  const colour = total.count === 0 ? 'text-muted' : tone ? toneText[tone] : 'text-ink'
  return (
    <span className={classNames('text-xl', total.count > 0 && 'font-strong', colour)}>
      {total.isExact ? count : t('moreThan', { count })}
    </span>
  )
}

function SpendCell({ data }: { data: Overview }) {
  const t = useTranslations('overview')
  const month = useMonth()
  const orders = data.spend.reduce((sum, each) => sum + each.orders, 0)
  return (
    <Cell
      href={listHref('/orders', { paid: 'month', type: spentTypes })}
      label={t('figures.spend', { month: month(data.asOf) })}
      hint={t('figures.spendNote', { count: orders })}
    >
      <SpendFigure data={data} />
    </Cell>
  )
}

/** The vendor's month. */
function useMonth(): (at: string) => string {
  const locale = useLocale()
  const names = new Intl.DateTimeFormat(locale, {
    month: locale === 'en' ? 'long' : 'short',
    timeZone: 'Asia/Shanghai',
  })
  return (at) => names.format(new Date(at))
}
