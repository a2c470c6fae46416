import { withParams } from '../../errors.ts'
import type { Names, SummaryRow } from '../kit.ts'
import type { Change, Input, Target } from './contract.ts'
import { routeOf } from './ways.ts'

type Of<Way extends Change['way']> = Extract<Change, { way: Way }>
const step = 'change'

/** The review, line by line: what is changed, from what into what, and how it is carried out. */
export const summarize = ({ target, change }: Input, names: Names): SummaryRow[] => [
  { step, label: 'change-desktop.desktop', value: target.name, detail: target.id },
  ...(target.userName === '' ? [] : [{ step, label: 'change-desktop.user', value: target.userName }]),
  { step, label: 'change-desktop.what', words: `operationTitles.change-desktop.${change.way}` },
  ...ofWay(target, change),
  ...projectRow(change, names),
  { step, label: 'change-desktop.route.label', words: `change-desktop.route.${routeOf({ target, change })}` },
]

function ofWay(target: Target, change: Change): SummaryRow[] {
  switch (change.way) {
    case 'resize':
      return sizeRows(target, change)
    case 'expand':
      return diskRows(target, change)
    case 'period':
      return termRows(change)
    case 'host':
      return hostRows(target, change)
  }
}

const arrow = (was: string, becomes: string) => (was === becomes ? becomes : `${was} → ${becomes}`)
/** A number as text: GiB with at most one decimal. */
const gib = (mib: number) => String(Math.round(mib / 102.4) / 10)

const sizeRows = (target: Target, change: Of<'resize'>): SummaryRow[] => [
  { step, label: 'change-desktop.product', value: arrow(target.productId, change.productId) },
  { step, label: 'change-desktop.vcpus', value: arrow(String(target.vcpus), String(change.vcpus)) },
  { step, label: 'change-desktop.memory', value: `${arrow(gib(target.memoryMib), gib(change.memoryMib))} GiB` },
  { step, label: 'change-desktop.meanwhile', words: 'change-desktop.meanwhileStopped' },
]

function diskRows({ disks }: Target, change: Of<'expand'>): SummaryRow[] {
  const disk = disks.find(({ volumeId }) => volumeId === change.volumeId)
  return [
    {
      step,
      label: 'change-desktop.disk',
      words: disk?.isSystem ? 'change-desktop.systemDisk' : 'change-desktop.dataDisk',
      value: [disk?.name, disk?.kind].filter(Boolean).join(' · '),
      detail: change.volumeId,
    },
    { step, label: 'change-desktop.diskSize', value: `${disk?.sizeGib ?? '?'} → ${change.newSize} GB` },
    { step, label: 'change-desktop.meanwhile', words: 'change-desktop.meanwhileRuns' },
  ]
}

const termRows = ({ unit, count, autoRenew }: Of<'period'>): SummaryRow[] => [
  { step, label: 'wizard.term', words: withParams(`wizard.termValue.${unit}`, { count }) },
  { step, label: 'wizard.autoRenew', words: autoRenew ? 'wizard.on' : 'wizard.off' },
]

const hostRows = ({ host, productId }: Target, change: Of<'host'>): SummaryRow[] => [
  { step, label: 'change-desktop.host', value: host?.name ?? '', detail: host?.id ?? '' },
  { step, label: 'change-desktop.hostCount', value: arrow(String(host?.count ?? '?'), String(change.quantity)) },
  { step, label: 'change-desktop.product', value: arrow(productId, change.productId) },
]

const projectRow = ({ enterpriseProjectId: id }: Change, names: Names): SummaryRow[] =>
  id === undefined
    ? []
    : [
        {
          step,
          label: 'wizard.enterpriseProject',
          ...(names[id] === undefined ? { value: id } : { value: names[id], detail: id }),
        },
      ]
