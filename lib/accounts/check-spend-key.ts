import type { AccessKey } from '../cloud/signer.ts'
import type { Database } from '../db/client.ts'
import type { CheckLine } from './check-line.ts'
import { checkRight } from './check-right.ts'
import { askAt, type Place } from './place.ts'
import { readRights, spendReads, spendWrites } from './read-rights.ts'

/**
 * What can be told of a spending key without spending, while it is being entered: afterwards only the worker opens it, and
 * only for an approved request (docs/decisions/019). Throws CloudError when the cloud refuses the key.
 */
export async function checkSpendKey(db: Database, place: Place, key: AccessKey): Promise<CheckLine[]> {
  const cloud = askAt(db, place, key)
  try {
    const asked = await Promise.all(
      readRights.filter((right) => spendReads.has(right.key)).map((right) => checkRight(cloud, right)),
    )
    const untold: CheckLine = {
      key: 'spending',
      state: 'unknown',
      words: 'accounts.mayUnknown.spending',
      rights: [...spendWrites],
    }
    return [
      { key: 'signature', state: 'ok', words: 'accounts.spendKeyTaken' },
      ...asked.flatMap((it) => it ?? []),
      untold,
    ]
  } finally {
    cloud.close()
  }
}
