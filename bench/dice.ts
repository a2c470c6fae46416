import { type SQL, sql } from 'drizzle-orm'

/** A number from 0 to 1 for a salt, as SQL. */
export type Dice = (salt: number) => SQL

/** A number from 0 to 1 that the row of key `k` always has for this salt. */
export const diceOf =
  (seed: number): Dice =>
  (salt) =>
    sql`((hashtextextended(k, ${seed * 1000 + salt}::bigint) & 9007199254740991) / 9007199254740992.0)::float8`

/** One of `values`, each as often as its weight says. */
export function pick(dice: SQL, weights: Record<string, number>): SQL {
  const all = Object.values(weights).reduce((sum, weight) => sum + weight, 0)
  let below = 0
  const bounds = Object.values(weights).map((weight) => (below += weight / all))
  return sql`(array[${sql.join(
    Object.keys(weights).map((value) => sql`${value}::text`),
    sql`, `,
  )}])[
    least(width_bucket(${dice}, array[${sql.join(
      [0, ...bounds.slice(0, -1)].map((bound) => sql`${bound}::float8`),
      sql`, `,
    )}]), ${bounds.length}::integer)]`
}
