import type { Column } from '#components/table/column.ts'
import type { AccountFace } from '#lib/requests/queries.ts'
import type { Settled } from './use-settled-rows.ts'

/** Whose rows they are, where a list goes over several accounts. */
export const accountColumn = <Row extends { account: AccountFace }>(header: string): Column<Settled<Row>> => ({
  id: 'account',
  header,
  width: '14rem',
  cell: ({ account }) => (
    <span>
      {account.name} <span className="text-muted">{account.region}</span>
    </span>
  ),
})
