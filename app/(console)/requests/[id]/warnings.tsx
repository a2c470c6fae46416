import { classNames } from '#components/ui/class-names.ts'
import { Icon } from '#components/ui/icon.tsx'
import { textIn } from '#lib/i18n/server-text.ts'
import { formatDateTime } from '#lib/i18n/format.ts'
import { getI18n, getTranslations } from '#lib/i18n/server.ts'
import type { DocumentFace, RequestDetail } from '#lib/requests/queries.ts'
import { renewsItself, termMonths } from '#components/request/term.ts'

/** What a reviewer must not overlook, in words. */
export async function Warnings({ request, document }: { request: RequestDetail; document: DocumentFace }) {
  const [t, { locale, timeZone }] = await Promise.all([getTranslations('requests'), getI18n()])
  const { expiresAt, risk, isFree, warnings } = request
  const text = textIn(locale)
  // What is lost comes first, and is not to be read over.
  const isLoss = risk === 'data-loss'
  const lines = [
    ...warnings.map(text),
    isLoss && warnings.length === 0 && t('warnings.dataLoss'),
    document.usage !== null || isFree
      ? t('warnings.noOrder')
      : document.price === null
        ? t('warnings.noPrice')
        : t('warnings.spends'),
    termMonths(document.summary) !== undefined && t('warnings.prepaid'),
    renewsItself(document.summary) && t('warnings.autoRenew'),
    t('warnings.expires', { time: formatDateTime(locale, expiresAt, timeZone) }),
  ].filter((line) => line !== false)
  return (
    <section className={classNames('rounded-m p-4', isLoss ? 'bg-danger-soft' : 'bg-wait-soft')}>
      <h3 className="flex items-center gap-2 font-strong">
        <Icon name="triangle-exclamation-point" className={isLoss ? 'text-danger' : 'text-wait'} />
        {t('card.warnings')}
      </h3>
      <ul className="mt-1.5 flex list-disc flex-col gap-1 pl-9">
        {lines.map((line, index) => (
          <li key={line} className={isLoss && index === 0 ? 'font-strong' : undefined}>
            {line}
          </li>
        ))}
      </ul>
    </section>
  )
}
