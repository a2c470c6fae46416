import { and, inArray, ne, sql, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { orderClass } from '../db/class-schema.ts'
import { cloudOrder } from '../db/mirror-schema.ts'
import { cloudAccount, membership, person } from '../db/schema.ts'
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
      return await classChoices(ctx, accounts, { value: orderClass.serviceTypeCode, label: orderClass.serviceTypeName })
    }
    case 'region': {
      return await classChoices(ctx, accounts, { value: orderClass.region, label: orderClass.region })
    }
    case 'currency': {
      return await classChoices(ctx, accounts, { value: orderClass.currency, label: orderClass.currency })
    }
  }
}

type ClassColumn = (typeof orderClass)['serviceTypeCode' | 'serviceTypeName' | 'region' | 'currency']

/** What the classes of orders have in a column, with the cloud's name for it, or itself where the cloud said none. */
async function classChoices(
  { db }: Context,
  accounts: string[],
  { value, label }: { value: ClassColumn; label: ClassColumn },
): Promise<OrderChoice[]> {
  return await db
    .select({ value, label: sql<string>`coalesce(max(nullif(${label}, '')), ${value})` })
    .from(orderClass)
    .where(and(inArray(orderClass.accountId, accounts), ne(value, '')))
    .groupBy(value)
    .orderBy(value)
    .limit(valuesMax)
}

async function accountChoices({ db }: Context, accounts: string[]): Promise<OrderChoice[]> {
  return await db
    .select({ value: cloudAccount.id, label: cloudAccount.name, detail: cloudAccount.region })
    .from(cloudAccount)
    .where(inArray(cloudAccount.id, accounts))
    .orderBy(cloudAccount.name, cloudAccount.region)
}

/**
 * Who asked for orders here, then colleagues who did not, to whose orders a search leads all the same, and the cloud's own users
 * of those bought elsewhere.
 */
async function personChoices(ctx: Context, accounts: string[]): Promise<OrderChoice[]> {
  const [asked, users] = await Promise.all([
    ctx.db.execute<{ value: string; label: string }>(sql`
      select p.id as value, p.name as label from ${person} p cross join lateral (
        select exists (select from ${cloudOrder} o where o.person_key = p.id::text and o.account_id in ${accounts}) as yes
      ) as has_asked
      where has_asked.yes or exists (select from ${membership} m where m.person_id = p.id and m.account_id in ${accounts})
      order by has_asked.yes desc, p.name limit 500`),
    usersOf(ctx, accounts),
  ])
  return [
    ...asked.rows.map(({ value, label }) => ({ value, label })),
    ...users.map((key) => ({ value: key, label: key.slice('cloud:'.length), detail: 'IAM' })),
  ]
}

const valuesMax = 200

/** The cloud's users, each found by one step through the index of people instead of a look at every order. */
async function usersOf({ db }: Context, accounts: string[]): Promise<string[]> {
  const next = (after: SQL) => sql`
    select person_key from ${cloudOrder}
    where account_id = a.id and person_key > ${after} and person_key < 'cloud;' order by person_key limit 1`
  const { rows } = await db.execute<{ value: string }>(sql`
    select distinct found.value from ${cloudAccount} a, lateral (
      with recursive walk (value) as (
        (${next(sql`'cloud:'`)}) union all select (${next(sql`walk.value`)}) from walk where walk.value is not null
      )
      select value from walk where value is not null limit ${valuesMax}
    ) found where a.id in ${accounts} order by found.value limit ${valuesMax}`)
  return rows.map(({ value }) => value)
}
