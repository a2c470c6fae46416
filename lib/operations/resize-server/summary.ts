import { withParams } from '../../errors.ts'
import type { SummaryRow } from '../kit.ts'
import type { Input } from './contract.ts'

const key = (name: string): string => `resize-server.${name}`
const gib = (mib: number): number => Math.round((mib / 1024) * 10) / 10
const size = (vcpus: number, memoryMib: number) => ({ vcpus, memory: gib(memoryMib) })

/** The review, line by line: what is changed, from what, and into what. */
export function summarize({ target, flavor, power }: Input): SummaryRow[] {
  const { vcpus, memoryMib } = target
  const after = size(flavor.vcpus, flavor.memoryMib)
  const sizes =
    vcpus === undefined || memoryMib === undefined
      ? withParams(key('sizeAfter'), after)
      : withParams(key('sizeChange'), { ...after, vcpusNow: vcpus, memoryNow: gib(memoryMib) })
  return [
    { step: 'target', label: key('server'), value: target.name, detail: target.id },
    { step: 'flavor', label: key('flavor'), value: `${target.flavorId} → ${flavor.flavorId}` },
    { step: 'flavor', label: key('size'), words: sizes },
    ...(flavor.hyperThreading === undefined
      ? []
      : [{ step: 'flavor', label: key('threads'), words: key(`threadsValue.${flavor.hyperThreading}`) }]),
    ...hostRows(target.dedicatedHostId, flavor.dedicatedHostId),
    { step: 'flavor', label: key('payment'), words: key(`paymentValue.${target.billing}`) },
    { step: 'power', label: key('how'), words: key(`powerValue.${power.how}`) },
  ]
}

function hostRows(now: string | undefined, wanted: string | undefined): SummaryRow[] {
  if (wanted === undefined) return []
  return [
    { step: 'flavor', label: key('host'), words: key(now === wanted ? 'hostStays' : 'hostMoves'), detail: wanted },
  ]
}

/** What a reviewer must not overlook. */
export function warnings({ target, flavor, power }: Input): string[] {
  const { vcpus = 0, memoryMib = 0 } = target
  const isSmaller = flavor.vcpus < vcpus || flavor.memoryMib < memoryMib
  return [
    ...(power.how === 'stop_and_start' ? [withParams(key('warning.stops'), { name: target.name })] : []),
    ...(isSmaller ? [key('warning.smaller')] : []),
    ...(flavor.dedicatedHostId !== target.dedicatedHostId ? [key('warning.moves')] : []),
    ...(target.isWindows ? [key('warning.windows')] : []),
  ]
}
