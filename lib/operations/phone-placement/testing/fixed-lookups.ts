import type { Lookups } from '../../lookups.ts'

/** A small cloud that stands still and in which `fullInput` and `leastInput` can be bought. */
export const fixedLookups = (changes: Partial<Lookups> = {}): Lookups => ({
  serverModels: async () => [
    { name: 'physical.kg1.4xlarge.cp', hardware: 'Hi1620', cpu: 128, memoryGb: 512, gaming: false, cloudDisks: true },
    { name: 'physical.rx1.xlarge', hardware: 'Hi1616', cpu: 64, memoryGb: 256, gaming: false, cloudDisks: false },
  ],
  phoneModels: async () => [
    phoneModel({ name: 'rs2.plus', phones: 60, generation: '2.0', imageLabel: 'cloud_phone' }),
    phoneModel({ name: 'kg1.cp.c20.d64SSD.e1v1', phones: 20, imageLabel: 'cloud_phone_1620' }),
    phoneModel({ name: 'kg1.cp.c150', phones: 150, disabled: 'operations.reasons.offSale' }),
    phoneModel({ name: 'rx1.cp.c60', phones: 60, serverModel: 'physical.rx1.xlarge' }),
  ],
  phoneImages: async () => [
    { id: '23080220230912e203221b21000004ce', name: 'AOSP9', os: 'AOSP9', label: 'cloud_phone', custom: false },
    { id: '20060220200717f201120a2300000e91', name: 'AOSP7', os: 'AOSP7', label: 'cloud_phone_1620', custom: false },
  ],
  vpcs: async () => [{ id: '6f0d8b0e-21c7-4a55-9d0a-0b6c0e9f7a11', name: 'vpc-live', cidr: '192.168.0.0/16' }],
  subnets: async (vpcId) => [
    {
      id: 'c2a4b6d8-7e90-4f12-8a34-5b6c7d8e9f01',
      vpcId,
      name: 'subnet-live',
      cidr: '192.168.0.0/24',
      freeAddresses: 240,
      ipv6: true,
    },
  ],
  freeEips: async () => [
    { id: '91f0a7d2-3c4b-4d5e-8f60-718293a4b5c6', address: '203.0.113.1', line: '5_bgp', sizeMbps: 5 },
  ],
  sharedBandwidths: async () => [
    {
      id: '388a04fb-c039-42d2-91e4-077444003e25',
      name: 'shared-live',
      sizeMbps: 300,
      eips: 3,
      room: 17,
      chargeMode: 'bandwidth',
    },
  ],
  eipLines: async () => [{ type: '5_bgp' }, { type: '5_sbgp' }],
  keypairs: async () => [{ name: 'KeyPair-ops', fingerprint: 'ab:cd', scope: 'domain' }],
  enterpriseProjects: async () => [
    { id: '0', name: 'default' },
    { id: 'e0000000-0000-4000-8000-000000000001', name: 'live-commerce' },
  ],
  zones: async () => [{ name: 'cn-east-3a' }],
  phones: async () => [],
  resizeFlavors: async () => [],
  desktopProducts: async () => [],
  desktops: async () => [],
  desktopHosts: async () => [],
  ordersNow: async () => [],
  orderCoupons: async () => [],
  orderDiscounts: async () => [],
  ...changes,
})

type Row = Awaited<ReturnType<Lookups['phoneModels']>>[number]

const phoneModel = (row: Partial<Row> & Pick<Row, 'name' | 'phones'>): Row => ({
  serverModel: 'physical.kg1.4xlarge.cp',
  cpu: 4,
  memoryMb: 6144,
  diskGib: 10,
  resolution: '720x1280',
  imageLabel: 'cloud_phone',
  generation: '1.0',
  ...row,
})
