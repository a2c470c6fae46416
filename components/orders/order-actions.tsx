import { useTranslations } from 'use-intl/react'
import { ActionsCard } from '#components/inventory/actions-card.tsx'
import { RowMenu } from '#components/inventory/row-menu.tsx'
import type { Actable } from '#components/inventory/use-actions.ts'
import type { Column } from '#components/table/column.ts'
import { stateOfOrder } from '#lib/inventory/resource-state.ts'
import type { OrderRow } from '#lib/orders/queries.ts'

type Acted = Pick<OrderRow, 'orderId' | 'status' | 'amountMinor' | 'account'>

const actable = (order: Acted, allowedOn: readonly string[]): Actable => ({
  state: stateOfOrder(order),
  accountId: order.account.id,
  resourceId: order.orderId,
  isAllowed: allowedOn.includes(order.account.id),
})

/**
 * What can be done with an order as it is now.
 *
 * @param allowedOn accounts on which the person may ask for something
 */
export const OrderActions = ({ order, allowedOn }: { order: Acted; allowedOn: readonly string[] }) => (
  <ActionsCard of={actable(order, allowedOn)} />
)

/** The menu of a row: what can be done with its order. */
export function useOrderMenu<Row extends Acted>(allowedOn: readonly string[]): Column<Row> {
  const t = useTranslations('inventory.actions')
  return {
    id: 'menu',
    header: t('column'),
    width: 'w-12',
    isPinned: true,
    cell: (order) => <RowMenu name={order.orderId} of={actable(order, allowedOn)} />,
  }
}
