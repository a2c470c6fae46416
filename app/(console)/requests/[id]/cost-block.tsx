import { formatDateTime, formatMoney, formatRate } from '#lib/i18n/format.ts'
import { textIn } from '#lib/i18n/server-text.ts'
import { getI18n, getTranslations } from '#lib/i18n/server.ts'
import type { DocumentFace, RequestDetail } from '#lib/requests/queries.ts'
import { BudgetAfter } from '#components/request/budget-after.tsx'
import { termMonths } from '#components/request/term.ts'

/** What it costs now, against the list price, a month, each; when that was quoted, and how it compares to the last version. */
export async function CostBlock({
  request: { lastAmountMinor, priceNote, isFree, budget },
  document: { price, usage, summary, expected },
}: {
  request: RequestDetail
  document: DocumentFace
}) {
  const [t, { locale, timeZone }] = await Promise.all([getTranslations('requests.cost'), getI18n()])
  if (usage !== null) return <UsageBlock usage={usage} />
  if (isFree) return <Free note={priceNote} />
  if (price === null) return <p className="font-strong text-danger">{t('noPrice')}</p>
  const money = (minor: number, signed = false) => formatMoney(locale, minor / 100, price.currency, signed)
  const discount = price.officialMinor - price.amountMinor
  const percent = price.officialMinor === 0 ? 0 : Math.round((discount / price.officialMinor) * 1000) / 10
  const months = termMonths(summary)
  return (
    <section className="flex flex-col gap-3 rounded-m bg-sunken p-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <p>
          <span className="block text-s text-muted">{t('now')}</span>
          <span className="text-xl font-strong">{money(price.amountMinor)}</span>
        </p>
        {lastAmountMinor !== null && <Difference difference={price.amountMinor - lastAmountMinor} money={money} />}
      </div>
      <dl className="flex flex-wrap gap-x-8 gap-y-2">
        {months !== undefined && months > 1 && <Fact label={t('perMonth')} value={money(price.amountMinor / months)} />}
        {expected > 1 && (
          <Fact label={t('perUnit', { count: String(expected) })} value={money(price.amountMinor / expected)} />
        )}
        <Fact label={t('listPrice')} value={money(price.officialMinor)} />
        <Fact
          label={t('discount')}
          value={
            discount > 0
              ? t('discountValue', { amount: money(-discount, true), percent: String(percent) })
              : t('noDiscount')
          }
        />
      </dl>
      {budget && <BudgetAfter budget={budget} amountMinor={price.amountMinor} currency={price.currency} />}
      <p className="text-s text-muted">
        <span suppressHydrationWarning>
          {t('quotedAt', { time: formatDateTime(locale, price.quotedAt, timeZone) })}
        </span>
        {' · '}
        {t('tax')}
      </p>
      {priceNote !== null && <p>{textIn(locale)(priceNote)}</p>}
    </section>
  )
}

async function Free({ note }: { note: string | null }) {
  const [t, { locale }] = await Promise.all([getTranslations('requests.cost'), getI18n()])
  return (
    <section className="flex flex-col gap-1 rounded-m bg-sunken p-4">
      <p className="text-xl font-strong">{t('free')}</p>
      {note !== null && <p>{textIn(locale)(note)}</p>}
    </section>
  )
}

/** Paid by the hour: what an hour cost and will cost. */
async function UsageBlock({ usage }: { usage: NonNullable<DocumentFace['usage']> }) {
  const [t, { locale, timeZone }] = await Promise.all([getTranslations('requests.cost'), getI18n()])
  const rate = (millionths: number) => formatRate(locale, millionths, usage.currency)
  return (
    <section className="flex flex-col gap-3 rounded-m bg-sunken p-4">
      <p>
        <span className="block text-s text-muted">{t('anHour')}</span>
        <span className="text-xl font-strong">{rate(usage.toHourMillionths)}</span>
      </p>
      <dl className="flex flex-wrap gap-x-8 gap-y-2">
        <Fact label={t('anHourBefore')} value={rate(usage.fromHourMillionths)} />
      </dl>
      <p className="text-s text-muted">
        <span suppressHydrationWarning>
          {t('quotedAt', { time: formatDateTime(locale, usage.quotedAt, timeZone) })}
        </span>
        {' · '}
        {t('noOrder')}
      </p>
    </section>
  )
}

const Fact = ({ label, value }: { label: string; value: string }) => (
  <div>
    <dt className="text-s text-muted">{label}</dt>
    <dd className="whitespace-nowrap">{value}</dd>
  </div>
)

async function Difference({ difference, money }: { difference: number; money: (minor: number) => string }) {
  const t = await getTranslations('requests.cost')
  if (difference === 0) return <p className="text-muted">{t('same')}</p>
  return (
    <p className="font-strong text-wait">
      {difference > 0 ? t('more', { amount: money(difference) }) : t('less', { amount: money(-difference) })}
    </p>
  )
}
