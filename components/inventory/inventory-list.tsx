'use client'

import { Suspense, type ComponentType } from 'react'
import { useTranslations } from 'use-intl/react'
import { accountColumn } from '#components/list/account-column.tsx'
import { ListView, type ListProps } from '#components/list/list-view.tsx'
import type { Settled } from '#components/list/use-settled-rows.ts'
import type { Column } from '#components/table/column.ts'
import type { ResourceState } from '#lib/operations/resource-state.ts'
import type { AccountFace } from '#lib/requests/queries.ts'
import type { PanelProps } from './resource-panel.tsx'
import { RowMenu } from './row-menu.tsx'
import { useOpenRow } from './use-open-row.ts'

/** What a person may ask for about the resources of a list. */
export type Asking = {
  /** Whether there is any operation for this kind of resource. */
  hasOperations: boolean
  /** The accounts on which the person may ask for changes. */
  allowedOn: readonly string[]
}

type Resource = { account: AccountFace; name: string }

type Props<Row> = Omit<ListProps<Row>, 'rowHref' | 'opening' | 'beside'> & {
  stateOf: (row: Row) => ResourceState
  asking: Asking
  /** One resource beside its list; a component that is loaded when it is first shown. */
  panel: ComponentType<PanelProps>
}

/** A list of resources: a row opens beside the list and offers what can be done with it; its name leads to its page. */
export function InventoryList<Row extends Resource>({ stateOf, asking, panel: Panel, ...list }: Props<Row>) {
  const { columns, path, rowId, found, filter } = list
  const { openId, open } = useOpenRow()
  const opened = openId === undefined ? undefined : found.data?.rows.find((row) => rowId(row) === openId)
  const menu = useMenuColumn({ stateOf, asking, rowId })
  const t = useTranslations('inventory.columns')
  const account = accountColumn<Row>(t('account'), { isOverAccounts: filter['account'] === undefined })
  return (
    <ListView<Row>
      {...list}
      columns={[...columns, account, ...(asking.hasOperations ? [menu] : [])]}
      rowHref={(row) => `${path}/${encodeURIComponent(rowId(row))}`}
      opening={{ openId, open }}
      beside={
        openId !== undefined && (
          <Suspense>
            <Panel
              id={openId}
              name={opened?.name}
              href={`${path}/${encodeURIComponent(openId)}`}
              allowedOn={asking.allowedOn}
            />
          </Suspense>
        )
      }
    />
  )
}

function useMenuColumn<Row extends Resource>({
  stateOf,
  asking: { allowedOn },
  rowId,
}: Pick<Props<Row>, 'stateOf' | 'asking' | 'rowId'>): Column<Settled<Row>> {
  const t = useTranslations('inventory.actions')
  return {
    id: 'menu',
    header: t('column'),
    width: 'w-12',
    isPinned: true,
    cell: (row) => (
      <RowMenu
        name={row.name}
        of={{
          state: stateOf(row),
          accountId: row.account.id,
          resourceId: rowId(row),
          isAllowed: allowedOn.includes(row.account.id),
        }}
      />
    ),
  }
}
