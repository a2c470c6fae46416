import type { Metadata } from 'next'
import { OrderList } from '#components/orders/order-list.tsx'
import { Prefetched } from '#components/shell/prefetched.tsx'
import { requirePage } from '#lib/auth/session.ts'
import { I18nArea } from '#lib/i18n/provider.tsx'
import { getI18n, getTranslations } from '#lib/i18n/server.ts'
import { messagesOf } from '#lib/i18n/translator.ts'
import { OrderFilter } from '#lib/orders/filter.ts'
import { listOrders } from '#lib/orders/list.ts'
import { ordersQuery } from '#lib/orders/queries.ts'

import { chosenAccount } from '../chosen-account.ts'
import type { SearchParams } from '../search-params.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('orders')
  return { title: t('title') }
}

export default async function OrdersPage({ searchParams }: SearchParams) {
  const { ctx } = await requirePage()
  const [{ locale }, account, params] = await Promise.all([getI18n(), chosenAccount(ctx.actor), searchParams])
  const filter = { ...OrderFilter.parse(params), ...(account !== undefined && { account }) }
  return (
    <Prefetched queries={[{ key: ordersQuery(filter).queryKey, data: await listOrders(ctx, filter) }]}>
      <I18nArea locale={locale} messages={messagesOf(locale, ['orders'])}>
        <OrderList filter={filter} />
      </I18nArea>
    </Prefetched>
  )
}
