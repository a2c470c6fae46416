import type { DesktopStatus, DiskType } from './desktop.ts'

/** One seeded desktop. What is not said is usual: Windows, running, 80 GB, pay-per-use, zone a. */
export type DesktopSketch = {
  name: string
  id?: string
  product: string
  os?: 'Linux'
  /** Bought for so many months; absent is pay-per-use. */
  months?: number
  daysAgo?: number
  status?: DesktopStatus
  task?: string
  zone?: 'b'
  user?: string
  rootSize?: number
  rootVolumeId?: string
  disks?: { size: number; type?: DiskType; volumeId?: string }[]
  isFrozen?: true
  isPooled?: true
  isHourly?: true
}

const ultimate = 'workspace.x86.ultimate'
const enterprise = 'workspace.x86.enterprise'
const arm = 'workspace.k.large2.uosv20pro'

/** Ids given here are those of the vendor's examples; all others follow from the name. */
export const desktopSketches: DesktopSketch[] = [
  {
    name: 'CHENMIN01',
    id: '21616aa6-061d-4b2f-bd83-b230d7a9a14c',
    product: arm,
    os: 'Linux',
    months: 12,
    user: 'chenmin',
    rootSize: 90,
    rootVolumeId: '91b9457c-ef61-4058-9e82-c86b35f15934',
    disks: [{ size: 10, type: 'SATA', volumeId: '230432f1-44a4-47a1-862e-cd0b65c04bd1' }],
  },
  {
    name: 'UOS-DEV-01',
    id: 'f8f7fe7a-9043-44ff-815e-ad20fc779d18',
    product: arm,
    os: 'Linux',
    months: 3,
    daysAgo: 40,
    status: 'SHUTOFF',
    user: 'wangwei',
  },
  { name: 'DESIGN-01', product: `${ultimate}.large2`, months: 6, daysAgo: 50, user: 'lina', disks: [{ size: 100 }] },
  {
    name: 'DESIGN-02',
    product: `${ultimate}.xlarge2`,
    months: 12,
    status: 'SHUTOFF',
    user: 'zhaolei',
    disks: [{ size: 100 }, { size: 200, type: 'SAS' }],
  },
  { name: 'DESIGN-03', product: `${ultimate}.large4`, months: 3, daysAgo: 20, status: 'HIBERNATED', user: 'sunyan' },
  { name: 'DESIGN-04', product: `${ultimate}.xlarge4`, months: 1, daysAgo: 12, zone: 'b', user: 'zhouyu' },
  { name: 'OFFICE-01', product: `${enterprise}.large2`, months: 9, daysAgo: 100, user: 'hujing' },
  { name: 'OFFICE-02', product: `${enterprise}.xlarge2`, months: 3, daysAgo: 30, isFrozen: true, user: 'xuming' },
  { name: 'OFFICE-03', product: `${ultimate}.large2`, months: 6, daysAgo: 30, task: 'rebooting', user: 'guoxin' },
  { name: 'FAIL-RESIZE', product: `${ultimate}.large2`, months: 6, daysAgo: 35, user: 'tester' },
  { name: 'FAIL-EXPAND', product: `${ultimate}.large2`, months: 6, daysAgo: 35, user: 'tester', disks: [{ size: 50 }] },
  { name: 'TRIAL-01', product: `${enterprise}.large2`, user: 'maqiang', disks: [{ size: 50, type: 'GPSSD' }] },
  { name: 'TRIAL-02', product: `${enterprise}.xlarge2`, status: 'SHUTOFF', user: 'linfeng' },
  { name: 'TRIAL-03', product: arm, os: 'Linux', user: 'hexiao' },
  {
    name: 'TRIAL-04',
    product: `${ultimate}.xlarge2`,
    user: 'luohao',
    disks: [{ size: 100 }, { size: 40, type: 'SAS' }],
  },
  { name: 'FAIL-PERIOD', product: `${enterprise}.large2`, user: 'tester' },
  { name: 'BROKEN-01', product: `${enterprise}.large2`, status: 'ERROR' },
  { name: 'FLEXUS-01', product: `${enterprise}.large2`, isHourly: true, user: 'songjia' },
  { name: 'CALL-01', product: `${enterprise}.large2`, isPooled: true, user: 'agent01' },
  { name: 'CALL-02', product: `${enterprise}.large2`, isPooled: true },
]
