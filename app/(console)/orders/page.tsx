import type { Metadata } from 'next'
import { OrderListLater } from '#components/orders/order-list-later.tsx'
import { Prefetched } from '#components/shell/prefetched.tsx'
import { accountsWith } from '#lib/auth/permissions.ts'
import { requirePage } from '#lib/auth/session.ts'
import { I18nArea } from '#lib/i18n/provider.tsx'
import { getI18n, getTranslations } from '#lib/i18n/server.ts'
import { messagesOf } from '#lib/i18n/translator.ts'
import { listOrderChoices } from '#lib/orders/choices.ts'
import { OrderFilter } from '#lib/orders/filter.ts'
import { countOrders, listOrders } from '#lib/orders/list.ts'
import { orderChoiceKinds, orderChoicesQuery, ordersQuery, ordersTotalQuery } from '#lib/orders/queries.ts'
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
  const asked = orderChoiceKinds.filter((of) => filter[of] !== '' && (of !== 'account' || account === undefined))
  const page = listOrders(ctx, filter)
  const [orders, total, choices] = await Promise.all([
    page,
    page.then(async ({ total: told }) => told ?? (await countOrders(ctx, filter))),
    // Tokens say names, not ids, from the first paint.
    Promise.all(
      asked.map(async (of) => ({ key: orderChoicesQuery(of).queryKey, data: await listOrderChoices(ctx, { of }) })),
    ),
  ])
  return (
    <Prefetched
      queries={[
        { key: ordersQuery(filter).queryKey, data: orders },
        { key: ordersTotalQuery(filter).queryKey, data: total },
        ...choices,
      ]}
    >
      <I18nArea locale={locale} messages={messagesOf(locale, areas)}>
        <OrderListLater
          filter={filter}
          isOverAccounts={account === undefined}
          allowedOn={accountsWith(ctx.actor, 'request:submit')}
        />
      </I18nArea>
    </Prefetched>
  )
}

/** Those of the panel among them. */
const areas = ['orders', 'cloudServices', 'inventory', 'requests', 'reasons', 'servers', 'operations', 'jobs'] as const
