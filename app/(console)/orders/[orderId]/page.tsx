import type { Metadata } from 'next'
import { cache } from 'react'
import { OrderViewLater } from '#components/orders/order-view-later.tsx'
import { Prefetched } from '#components/shell/prefetched.tsx'
import { accountsWith } from '#lib/auth/permissions.ts'
import { requirePage } from '#lib/auth/session.ts'
import { I18nArea } from '#lib/i18n/provider.tsx'
import { getI18n, getTranslations } from '#lib/i18n/server.ts'
import { messagesOf } from '#lib/i18n/translator.ts'
import { orderQuery } from '#lib/orders/queries.ts'
import { showOrder } from '#lib/orders/show.ts'
import { foundOr404 } from '../../found-or-404.ts'

type Props = { params: Promise<{ orderId: string }> }

const areas = ['orders', 'cloudServices', 'inventory', 'requests', 'reasons', 'servers', 'operations', 'jobs'] as const

const load = cache(async (orderId: string) => {
  const { ctx } = await requirePage()
  return await foundOr404(showOrder(ctx, { orderId }))
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [order, t] = await Promise.all([load((await params).orderId), getTranslations('orders')])
  return { title: t('one', { id: order.orderId }) }
}

export default async function OrderPage({ params }: Props) {
  const [order, { locale }, { ctx }] = await Promise.all([load((await params).orderId), getI18n(), requirePage()])
  return (
    <Prefetched queries={[{ key: orderQuery(order.orderId).queryKey, data: order }]}>
      <I18nArea locale={locale} messages={messagesOf(locale, areas)}>
        <OrderViewLater orderId={order.orderId} allowedOn={accountsWith(ctx.actor, 'request:submit')} />
      </I18nArea>
    </Prefetched>
  )
}
