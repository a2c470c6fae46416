import { useTranslations } from 'use-intl/react'
import { BillingMode } from '#components/inventory/billing-mode.tsx'
import { OrderLink } from '#components/inventory/order-link.tsx'
import { Card } from '#components/ui/card.tsx'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import type { DesktopDetail } from '#lib/inventory/desktops-queries.ts'

/** Which of the two ways a desktop is paid: it decides between an order and a job (workspace.md §1.1–1.2). */
export function DesktopBilling({ desktop }: { desktop: DesktopDetail }) {
  const { billingMode, hasHourPackage, isBillingConfirmed, isPooled, orderId } = desktop
  const t = useTranslations('desktops.billing')
  const words = useTranslations('inventory.columns')
  const why = billingMode === 'spot' ? 'unknown' : billingMode
  const rows = [
    { id: 'mode', label: t('mode'), value: <BillingMode mode={billingMode} /> },
    ...(orderId === null ? [] : [{ id: 'order', label: words('order'), value: <OrderLink orderId={orderId} /> }]),
  ]
  return (
    <Card title={t('title')}>
      <DefinitionList rows={rows} />
      <div className="mt-2 flex max-w-prose flex-col gap-1 text-muted">
        <p>{t(`why.${why}`)}</p>
        {isBillingConfirmed === false && billingMode !== 'unknown' && <p className="text-wait">{t('contradiction')}</p>}
        {hasHourPackage && <p className="text-wait">{t('hourPackage')}</p>}
        {isPooled === true && <p className="text-wait">{t('inPool')}</p>}
      </div>
    </Card>
  )
}
