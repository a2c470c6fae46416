import { inArray, sql, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { cloudOrder } from '../db/mirror-schema.ts'
import { cloudAccount, person } from '../db/schema.ts'
import { readableAccounts } from './list.ts'
import { orderChoiceKinds, type OrderChoice } from './queries.ts'

export const OrderChoices = z.object({ of: z.enum(orderChoiceKinds) })

/** What the orders that the person may see can be narrowed to in one field: its value in the filter, and words for it. */
export async function listOrderChoices(ctx: Context, { of }: z.output<typeof OrderChoices>): Promise<OrderChoice[]> {
  const accounts = readableAccounts(ctx)
  if (accounts.length === 0) return []
  switch (of) {
    case 'account': {
      return await accountChoices(ctx, accounts)
    }
    case 'person': {
      return await personChoices(ctx, accounts)
    }
    case 'service': {
      const codes = await distinct(ctx, accounts, sql`service_type_code`)
      return await Promise.all(
        codes.map(async (code) => ({ value: code, label: await serviceName(ctx, accounts, code) })),
      )
    }
    case 'region': {
      const regions = await distinct(ctx, accounts, sql`region`)
      return regions.map((region) => ({ value: region, label: region }))
    }
  }
}

async function accountChoices({ db }: Context, accounts: string[]): Promise<OrderChoice[]> {
  return await db
    .select({ value: cloudAccount.id, label: cloudAccount.name, detail: cloudAccount.region })
    .from(cloudAccount)
    .where(inArray(cloudAccount.id, accounts))
    .orderBy(cloudAccount.name, cloudAccount.region)
}

/** Who asked for orders here, and the cloud's own users of those bought elsewhere. */
async function personChoices(ctx: Context, accounts: string[]): Promise<OrderChoice[]> {
  const [asked, users] = await Promise.all([
    ctx.db.execute<{ value: string; label: string }>(sql`
      select p.id as value, p.name as label from ${person} p
      where exists (select from ${cloudOrder} o where o.asked_by = p.id and o.account_id in ${accounts})
      order by p.name limit 500`),
    distinct(ctx, accounts, sql`user_name`),
  ])
  return [
    ...asked.rows.map(({ value, label }) => ({ value, label })),
    ...users.map((name) => ({ value: `cloud:${name}`, label: name, detail: 'IAM' })),
  ]
}

const valuesMax = 200

/** The texts that stand in a column of orders, each found by one step through its index instead of a look at every row. */
async function distinct({ db }: Context, accounts: string[], column: SQL): Promise<string[]> {
  const { rows } = await db.execute<{ value: string }>(sql`
    select distinct found.value from ${cloudAccount} a, lateral (
      with recursive walk (value) as (
        (select ${column} from ${cloudOrder} where account_id = a.id and ${column} > '' order by ${column} limit 1)
        union all
        select (select ${column} from ${cloudOrder} where account_id = a.id and ${column} > walk.value order by ${column} limit 1)
        from walk where walk.value is not null
      )
      select value from walk where value is not null limit ${valuesMax}
    ) found where a.id in ${accounts} order by found.value limit ${valuesMax}`)
  return rows.map(({ value }) => value)
}

/** As the cloud calls it; its code where it said no name. */
async function serviceName({ db }: Context, accounts: string[], code: string): Promise<string> {
  const { rows } = await db.execute<{ name: string }>(sql`
    select service_type_name as name from ${cloudOrder}
    where account_id in ${accounts} and service_type_code = ${code} and service_type_name <> '' limit 1`)
  return rows[0]?.name ?? code
}
