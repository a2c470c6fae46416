import { withParams } from '../../errors.ts'
import type { Input } from './contract.ts'

/** What a reviewer must not overlook: what stops, what cannot be taken back, what is lost. Message keys. */
export function warningsOf({ target, change }: Input): string[] {
  switch (change.way) {
    case 'resize':
      return [
        target.userName === ''
          ? 'change-desktop.warnings.stopped'
          : withParams('change-desktop.warnings.stoppedFor', { user: target.userName }),
      ]
    case 'expand':
      return ['change-desktop.warnings.onlyGrows']
    case 'period':
      return ['change-desktop.warnings.term']
    case 'host': {
      const { name: host = '', count = 0 } = target.host ?? {}
      const fewer = count - change.quantity
      return [
        ...(fewer > 0 ? [withParams('change-desktop.warnings.fewer', { count: fewer, host })] : []),
        ...(change.productId === target.productId ? [] : ['change-desktop.warnings.otherProduct']),
      ]
    }
  }
}
