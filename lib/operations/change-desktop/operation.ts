import { defineOperation, type Effect } from '../kit.ts'
import { chargeOf } from './charge.ts'
import { checkChoices } from './choices.ts'
import { Input, contractVersion } from './contract.ts'
import { start } from './start.ts'
import { summarize } from './summary.ts'
import { warningsOf } from './warnings.ts'
import { hasOrder } from './ways.ts'
import { Accepted, toDesktopCall } from './wire.ts'

// Refusals that are certain: what was asked is wrong (0001, 00211102), disks are being added (0407), the desktop is in a
// state that forbids it or needs another call (00010032, 00211103), it is not there (00211902), no right, no service
// (workspace.md §8). Everything else may have come after the order; CBC.30060005 even names one.
const refusals = [
  '0001',
  '0407',
  '00000405',
  '00000415',
  '00010032',
  '00010099',
  '00081102',
  '00211102',
  '00211103',
  '00211302',
  '00211902',
]

export const operation = defineOperation({
  key: 'change-desktop',
  contractVersion,
  risk: 'cost',
  service: 'workspace',
  rights: ['workspace:orders:change', 'bss:order:update'],
  actsOn: 'desktop',
  hasOrder: (input) => hasOrder(input),
  input: Input,
  accepted: Accepted,
  start,
  refusals: refusals.map((digits) => `WKS.${digits}`),
  accountOf: (input) => input.account.accountId,
  sentName: (input) => input.target.name,
  toCall: (input, { projectId }) => ({ service: 'workspace', method: 'POST', ...toDesktopCall(input, projectId) }),
  receipt: (answer) => ({
    ...(answer.order_id !== undefined && { orderId: answer.order_id }),
    ...(answer.job_id !== undefined && { jobId: answer.job_id }),
    // The answer does not name the desktop: it is linked when it is followed.
    resources: { kind: 'desktop', ids: [] },
  }),
  expected: () => 1,
  isComplete: (input, answer) => (hasOrder(input) ? answer.order_id : answer.job_id) !== undefined,
  headline,
  summarize,
  warnings: warningsOf,
  charge: (input) => chargeOf(input),
  // One open change of a desktop, or of a host, at a time: two could not be told apart.
  fingerprint: ({ target, change }) =>
    change.way === 'host' ? ['desktop-host', target.host?.id ?? ''] : ['desktop', target.id],
  precheck: checkChoices,
  names: async ({ change }, lookups) => {
    const id = change.enterpriseProjectId
    if (id === undefined) return {}
    const project = (await lookups.enterpriseProjects()).find((row) => row.id === id)
    return project ? { [id]: project.name } : {}
  },
  effect,
})

function headline({ target, change }: Input): string {
  switch (change.way) {
    case 'resize':
      return `${target.name}: ${target.productId} → ${change.productId}`
    case 'expand': {
      const disk = target.disks.find(({ volumeId }) => volumeId === change.volumeId)
      return `${target.name}: ${disk?.name || change.volumeId} ${disk?.sizeGib ?? '?'} → ${change.newSize} GB`
    }
    case 'period':
      return `${target.name}: → ${change.count} ${change.unit === 'month' ? 'M' : 'Y'}`
    case 'host':
      return `${target.host?.name ?? ''}: ${target.host?.count ?? '?'} → ${change.quantity}`
  }
}

function effect({ target, change }: Input): Effect {
  const desktopId = target.id
  switch (change.way) {
    case 'resize':
      return { kind: 'desktop_product', desktopId, was: target.productId, becomes: change.productId }
    case 'expand': {
      const was = target.disks.find(({ volumeId }) => volumeId === change.volumeId)?.sizeGib ?? 0
      return { kind: 'desktop_disk', desktopId, volumeId: change.volumeId, was, becomes: change.newSize }
    }
    case 'period':
      return { kind: 'desktop_to_period', desktopId }
    case 'host':
      return {
        kind: 'host_desktops',
        hostId: target.host?.id ?? '',
        desktopId,
        was: { productId: target.productId, count: target.host?.count ?? 0 },
        becomes: { productId: change.productId, count: change.quantity },
      }
  }
}
