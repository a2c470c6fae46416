import { type Column, shrinking } from '#components/table/column.ts'
import type { AccountFace } from '#lib/requests/queries.ts'
import type { Settled } from './use-settled-rows.ts'

/** Whose rows they are: shown from the start where a list goes over several accounts. */
export const accountColumn = <Row extends { account: AccountFace }>(
  header: string,
  { isOverAccounts }: { isOverAccounts: boolean },
): Column<Settled<Row>> => ({
  id: 'account',
  header,
  width: 'w-36',
  isExtra: !isOverAccounts,
  isSpare: true,
  cell: ({ account }) => (
    <span className={shrinking} title={`${account.name} ${account.region}`}>
      {account.name} <span className="text-muted">{account.region}</span>
    </span>
  ),
})
