import { and, eq, ne } from 'drizzle-orm'
import type { Transaction } from '../db/client.ts'
import { cloudAccount } from '../db/schema.ts'
import { AppError } from '../errors.ts'

/** Holds the account until the transaction ends, so that nobody retires or changes it meanwhile. Throws `conflict` for a retired one. */
export async function holdOpen(tx: Transaction, accountId: string): Promise<void> {
  const [open] = await tx
    .select({ id: cloudAccount.id })
    .from(cloudAccount)
    .where(and(eq(cloudAccount.id, accountId), ne(cloudAccount.state, 'retired')))
    .for('update')
  if (!open) throw new AppError('conflict', 'errors.account.retired')
}
