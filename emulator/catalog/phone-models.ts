/** A phone flavor; `synthetic` names the members that no source gives. */
export type PhoneModel = {
  name: string
  serverModel: string
  /** 1 on sale, 0 offline. */
  status: 0 | 1
  phones: number
  cpu: number
  memoryMb: number
  diskGib: number
  resolution: string
  imageLabel: string
  productType: 0 | 1
  /** 0 specification 1.0; 1 specification 2.0, whose disk is bought with the server. */
  version: 0 | 1
  dpi: number
  fps: number
  volumeMode: 0 | 1
  eips: number
  vips: number
  synthetic: string[]
}

type Row = Partial<PhoneModel> & Pick<PhoneModel, 'name' | 'serverModel' | 'phones' | 'imageLabel'>

const row = (given: Row): PhoneModel => {
  const filled = {
    status: 1 as const,
    cpu: 2,
    memoryMb: 3072,
    diskGib: 0,
    resolution: '720x1280',
    productType: 0 as const,
    version: 0 as const,
    dpi: 320,
    fps: 30,
    volumeMode: 0 as const,
    eips: 1,
    vips: 1,
  }
  const invented = Object.keys(filled).filter((member) => !(member in given) && member !== 'status')
  return { ...filled, synthetic: invented, ...given }
}

const rx1 = 'physical.rx1.xlarge'
const kg1 = 'physical.kg1.4xlarge.cp'

export const phoneModels: PhoneModel[] = [
  row({
    name: 'rx1.cp.c60.d10.e1v1',
    serverModel: rx1,
    phones: 60,
    cpu: 2,
    memoryMb: 3584,
    diskGib: 10,
    resolution: '720x1280',
    imageLabel: 'cloud_phone',
  }),
  row({
    name: 'rx1.cp.c60.d32.e1v1.qemu',
    serverModel: rx1,
    phones: 60,
    cpu: 2,
    memoryMb: 3072,
    diskGib: 32,
    resolution: '540x960',
    imageLabel: 'qemu_phone',
  }),
  row({
    name: 'rx1.cp.c105.d6.e5v5',
    serverModel: rx1,
    phones: 105,
    diskGib: 6,
    eips: 5,
    vips: 5,
    memoryMb: 2048,
    resolution: '540x960',
    imageLabel: 'cloud_phone',
    synthetic: ['cpu', 'memoryMb', 'resolution', 'imageLabel'],
  }),
  row({
    name: 'rx1.cp.c15.d46.e1v1',
    serverModel: rx1,
    phones: 15,
    diskGib: 46,
    memoryMb: 14336,
    imageLabel: 'cloud_phone',
  }),
  row({
    name: 'rx1.cp.sp.c105.d8.e5v5',
    serverModel: `${rx1}.special`,
    phones: 105,
    diskGib: 8,
    eips: 5,
    vips: 5,
    memoryMb: 2048,
    imageLabel: 'cloud_phone',
  }),
  row({
    name: 'rx1.cp.sp.c105.d6.e5v5',
    serverModel: 'physical.rx1.large.special',
    phones: 105,
    diskGib: 6,
    eips: 5,
    vips: 5,
    memoryMb: 1536,
    imageLabel: 'cloud_phone',
  }),
  row({
    name: 'rx1.cp.sp.c60.d12.e1v1',
    serverModel: `${rx1}.special`,
    phones: 60,
    diskGib: 12,
    memoryMb: 4096,
    imageLabel: 'cloud_phone',
  }),
  row({
    name: 'rs2.plus.sp',
    serverModel: 'physical.kg1.4xlarge.special',
    phones: 60,
    cpu: 6,
    memoryMb: 8192,
    version: 1,
    volumeMode: 1,
    resolution: '1080x1920',
    imageLabel: 'cloud_phone',
  }),
  row({
    name: 'rx1.cg.c15.d30.e1v1',
    serverModel: `${rx1}.cg`,
    phones: 15,
    cpu: 2,
    memoryMb: 8192,
    diskGib: 30,
    productType: 1,
    imageLabel: 'cloud_game',
  }),
  row({
    name: 'kg1.cp.c100.d10SSD.e1v1',
    serverModel: kg1,
    phones: 100,
    cpu: 2,
    memoryMb: 4300,
    diskGib: 10,
    imageLabel: 'cloud_phone_1620',
  }),
  row({
    name: 'kg1.cp.c20.d64SSD.e1v1',
    serverModel: kg1,
    phones: 20,
    diskGib: 64,
    cpu: 4,
    memoryMb: 16384,
    imageLabel: 'cloud_phone_1620',
  }),
  row({
    name: 'kg1.cp.c150.d10GPSSD.e2v2.br150',
    serverModel: kg1,
    phones: 150,
    diskGib: 10,
    eips: 2,
    vips: 2,
    imageLabel: 'cloud_phone_1620',
    status: 0,
  }),
  row({
    name: 'kg1.cg.c40.d30SSD.e1v1',
    serverModel: 'physical.kg1.4xlarge.cg',
    phones: 40,
    cpu: 2,
    memoryMb: 10240,
    diskGib: 30,
    productType: 1,
    imageLabel: 'cloud_game_1620',
  }),
  row({
    name: 'kg1.cg.c40.d30SSD.e1v1.old',
    serverModel: 'physical.kg1.4xlarge.cg',
    phones: 40,
    cpu: 2,
    memoryMb: 10240,
    diskGib: 30,
    productType: 1,
    imageLabel: 'cloud_game_1620',
    status: 0,
  }),
  row({
    name: 'kg1m.cg.c60.d20SSD.e1v1',
    serverModel: 'physical.kg1m.4xlarge.cg',
    phones: 60,
    diskGib: 20,
    productType: 1,
    imageLabel: 'cloud_game_1620',
  }),
  row({
    name: 'rs2.plus',
    serverModel: kg1,
    phones: 60,
    cpu: 4,
    memoryMb: 6144,
    version: 1,
    volumeMode: 1,
    resolution: '1080x1920',
    imageLabel: 'cloud_phone',
  }),
  row({
    name: 'rs2.max',
    serverModel: kg1,
    phones: 40,
    cpu: 6,
    memoryMb: 10240,
    version: 1,
    volumeMode: 1,
    resolution: '1080x1920',
    imageLabel: 'cloud_phone',
  }),
  row({
    name: 'rx3.cp.c60.d10GPSSD.e1v1',
    serverModel: 'physical.rx3.32xlarge.4',
    phones: 60,
    diskGib: 10,
    imageLabel: 'cloud_phone_1620',
  }),
  row({
    name: 'aphs1.medium.4.aosp',
    serverModel: rx1,
    phones: 60,
    cpu: 1,
    memoryMb: 2048,
    diskGib: 16,
    imageLabel: 'cloud_phone',
    status: 0,
  }),
  row({
    name: 'aphs1.large.2.aosp',
    serverModel: rx1,
    phones: 30,
    cpu: 2,
    memoryMb: 3072,
    diskGib: 32,
    imageLabel: 'cloud_phone',
    status: 0,
  }),
]

export const phoneModelNamed = (name: string): PhoneModel | undefined =>
  phoneModels.find((model) => model.name === name)
