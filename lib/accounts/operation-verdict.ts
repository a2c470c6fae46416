import type { CloudService } from '../operations/kit.ts'
import type { CheckLine } from './check-line.ts'
import type { OperationVerdict } from './queries.ts'

type Known = {
  /** Whether the region has the service. */
  isOffered: boolean
  /** What the last check of the read key told; empty when there was none. */
  lines: readonly CheckLine[]
  hasSpendKey: boolean
  /** When the cloud last took such a call under the spending key of now (ISO). */
  workedAt: string | null
}

/**
 * Whether an account can do an operation, as far as anything but doing it can tell: `blocked` with what stands in the way,
 * `proven` when the cloud has done it under this key, `ready` when nothing is known against it.
 */
export function operationVerdict(
  operation: { key: string; service: CloudService; rights: readonly string[] },
  { isOffered, lines, hasSpendKey, workedAt }: Known,
): OperationVerdict {
  const { key, service } = operation
  const rights = [...operation.rights]
  const blocked = (because: string[]): OperationVerdict => ({ key, rights, state: 'blocked', because, workedAt })
  if (!isOffered) return blocked(['accounts.notInRegion'])
  if (!hasSpendKey) return blocked(['accounts.spendKeyMissing'])
  const because = lines.filter((line) => line.state === 'failed' && line.blocks?.includes(service))
  if (because.length > 0) return blocked(because.map(({ words }) => words))
  if (workedAt !== null) return { key, rights, state: 'proven', because: [], workedAt }
  return { key, rights, state: lines.length === 0 ? 'unchecked' : 'ready', because: [], workedAt }
}
