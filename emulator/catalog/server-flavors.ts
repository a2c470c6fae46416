/** A flavor of ECS servers. Prices and most rows are invented. */
export type ServerFlavor = {
  id: string
  vcpus: number
  ramMb: number
  /** `s6`, `c7` … */
  generation: string
  performance: string
  architecture: 'x86' | 'arm64'
  virtualization: 'CloudCompute' | 'FusionCompute'
  /** In the whole region; absent is normal. */
  status?: 'normal' | 'abandon' | 'sellout' | 'obt'
  /** Zone letter to status, which wins over the region's. */
  zones?: Record<string, 'normal' | 'abandon' | 'sellout'>
  /** Sold for one way of paying only. */
  charge?: 'period' | 'demand'
  monthFen: number
  windowsMonthFen: number
}

type Row = Pick<ServerFlavor, 'id' | 'vcpus' | 'ramMb' | 'monthFen'> & Partial<ServerFlavor>

const family = (generation: string, performance: string, rows: Row[]): ServerFlavor[] =>
  rows.map((row) => ({
    generation,
    performance,
    architecture: 'x86',
    virtualization: 'CloudCompute',
    windowsMonthFen: row.monthFen + row.vcpus * 4_500,
    ...row,
  }))

export const serverFlavors: ServerFlavor[] = [
  ...family('s6', 'normal', [
    { id: 's6.medium.2', vcpus: 1, ramMb: 2_048, monthFen: 7_520 },
    { id: 's6.large.2', vcpus: 2, ramMb: 4_096, monthFen: 15_040 },
    { id: 's6.xlarge.2', vcpus: 4, ramMb: 8_192, monthFen: 30_080 },
    { id: 's6.2xlarge.2', vcpus: 8, ramMb: 16_384, monthFen: 60_160, zones: { b: 'sellout' } },
  ]),
  ...family('c7', 'computingv3', [
    { id: 'c7.large.2', vcpus: 2, ramMb: 4_096, monthFen: 21_150 },
    { id: 'c7.xlarge.2', vcpus: 4, ramMb: 8_192, monthFen: 42_300 },
    { id: 'c7.2xlarge.2', vcpus: 8, ramMb: 16_384, monthFen: 84_600 },
    { id: 'c7.4xlarge.2', vcpus: 16, ramMb: 32_768, monthFen: 169_200, status: 'sellout' },
    { id: 'c7.8xlarge.2', vcpus: 32, ramMb: 65_536, monthFen: 338_400, status: 'abandon' },
  ]),
  ...family('m7', 'highmem', [
    { id: 'm7.large.8', vcpus: 2, ramMb: 16_384, monthFen: 33_300 },
    { id: 'm7.xlarge.8', vcpus: 4, ramMb: 32_768, monthFen: 66_600, zones: { a: 'sellout' } },
  ]),
  ...family('s3', 'normal', [
    { id: 's3.large.2', vcpus: 2, ramMb: 4_096, monthFen: 14_200 },
    { id: 's3.xlarge.2', vcpus: 4, ramMb: 8_192, monthFen: 28_400 },
    // The vendor's documented request asks for this flavor.
    { id: '2', vcpus: 4, ramMb: 16_384, monthFen: 36_000 },
  ]),
  ...family('t6', 'entry', [{ id: 't6.large.1', vcpus: 2, ramMb: 2_048, monthFen: 9_900, charge: 'period' }]),
  ...family('e7', 'saphana', [{ id: 'e7.xlarge.8', vcpus: 4, ramMb: 32_768, monthFen: 99_900, charge: 'demand' }]),
  ...family('c9', 'computingv3', [{ id: 'c9.large.2', vcpus: 2, ramMb: 4_096, monthFen: 25_500, status: 'obt' }]),
  ...family('c2', 'normal', [
    { id: 'c2.large', vcpus: 2, ramMb: 4_096, monthFen: 13_000, virtualization: 'FusionCompute' },
  ]),
  ...family('kc1', 'kunpeng_computing', [
    { id: 'kc1.large.2', vcpus: 2, ramMb: 4_096, monthFen: 13_600, architecture: 'arm64' },
    { id: 'kc1.xlarge.2', vcpus: 4, ramMb: 8_192, monthFen: 27_200, architecture: 'arm64' },
  ]),
]

export const serverFlavorWith = (id: string): ServerFlavor | undefined =>
  serverFlavors.find((flavor) => flavor.id === id)

/** What a flavor can be changed to without new drivers, whatever is on sale. */
export const resizeFlavorsOf = (from: ServerFlavor): ServerFlavor[] =>
  serverFlavors.filter(
    (to) => to.id !== from.id && to.architecture === from.architecture && to.virtualization === from.virtualization,
  )

/** The status of a flavor in a zone such as `cn-north-4a`. */
export const flavorStatus = (flavor: ServerFlavor, zone: string): NonNullable<ServerFlavor['status']> =>
  flavor.zones?.[zone.at(-1) ?? ''] ?? flavor.status ?? 'normal'
