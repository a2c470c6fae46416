/** A server flavor; `synthetic` names the members that no source gives and that were invented to be plausible. */
export type ServerModel = {
  name: string
  serverType: string
  cpu: number
  memoryGb: number
  productType: 0 | 1
  diskMax: number
  freeSizeGb: number
  networkInterface: string
  gpu: string
  gpuCount: number
  numaCount: number
  isSoldOut?: true
  /** A private flavor that a running server may be changed to. */
  isSpecial?: true
  synthetic: true | string[]
}

const rx1 = {
  serverType: 'Hi1616',
  cpu: 64,
  memoryGb: 256,
  diskMax: 0,
  freeSizeGb: 0,
  networkInterface: '2 x 2*10GE',
  gpu: '3 x WX5100',
  gpuCount: 3,
  numaCount: 4,
}
const kg1 = {
  serverType: 'Hi1620',
  cpu: 128,
  memoryGb: 512,
  diskMax: 16,
  freeSizeGb: 1200,
  networkInterface: '2 x 2*10GE',
  gpu: '6 x WX5100',
  gpuCount: 6,
  numaCount: 4,
}
const kg1Invented = ['diskMax', 'freeSizeGb', 'gpu', 'gpuCount', 'numaCount']

export const serverModels: ServerModel[] = [
  { name: 'physical.rx1.xlarge', ...rx1, productType: 0, synthetic: [] },
  { name: 'physical.rx1.xlarge.special', ...rx1, productType: 0, isSpecial: true, synthetic: true },
  { name: 'physical.rx1.large.special', ...rx1, cpu: 48, productType: 0, isSpecial: true, synthetic: true },
  { name: 'physical.rx1.xlarge.cg', ...rx1, productType: 1, synthetic: ['gpuCount'] },
  { name: 'physical.kg1.4xlarge.cp', ...kg1, productType: 0, synthetic: kg1Invented },
  { name: 'physical.kg1.4xlarge.cg', ...kg1, productType: 1, synthetic: kg1Invented },
  { name: 'physical.kg1.4xlarge.a.cp', ...kg1, freeSizeGb: 2400, productType: 0, synthetic: true },
  { name: 'physical.kg1.4xlarge.special', ...kg1, productType: 0, isSpecial: true, synthetic: true },
  { name: 'physical.kg1m.4xlarge.cg', ...kg1, productType: 1, synthetic: true },
  { name: 'physical.rx2.32xlarge.4', ...kg1, productType: 0, synthetic: true },
  { name: 'physical.rx3.32xlarge.4', ...kg1, productType: 0, isSoldOut: true, synthetic: true },
]

export const serverModelNamed = (name: string): ServerModel | undefined =>
  serverModels.find((model) => model.name === name)
