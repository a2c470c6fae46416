/** Words of the service; the empty text is a desktop that is being deleted. */
export type DesktopStatus = 'ACTIVE' | 'SHUTOFF' | 'ERROR' | 'HIBERNATED' | ''

export type DiskType = 'SAS' | 'SSD' | 'GPSSD' | 'SATA'

export type DesktopVolume = {
  /** The service's own record id: not what writes take. */
  id: string
  /** The disk itself: what writes take. */
  volumeId: string
  type: DiskType
  size: number
  device: string
  name: string
  poolDiskId?: string
  createdAt: number
}

export type Desktop = {
  id: string
  projectId: string
  region: string
  domainId: string
  name: string
  status: DesktopStatus
  /** Empty when nothing is under way. */
  task: string
  process: number | null
  productId: string
  isPrepaid: boolean
  orderId?: string
  zone: string
  subnetId: string
  ip: string
  userName: string
  loginStatus: 'UNREGISTER' | 'REGISTERED' | 'CONNECTED' | 'DISCONNECTED'
  type: 'DEDICATED' | 'POOLED' | 'SHARED'
  poolId?: string
  hostId?: string
  hourPackage?: { policy: 'SHUTDOWN_OR_HIBERNATE' | 'PAY_PER_USE'; duration: number; used: number }
  isFrozen: boolean
  os: 'Windows' | 'Linux'
  imageName: string
  imageId: string
  enterpriseProjectId: string
  root: DesktopVolume
  data: DesktopVolume[]
  tags: { key: string; value: string }[]
  createdAt: number
}

/** An exclusive host with desktops of one product on it. */
export type DesktopHost = {
  id: string
  projectId: string
  region: string
  domainId: string
  name: string
  zone: string
  productId: string
  liteProductId: string
  orderId: string
  enterpriseProjectId: string
  createdAt: number
}

export type DesktopPool = {
  id: string
  projectId: string
  name: string
  type: 'DYNAMIC' | 'STATIC'
  productId: string
  isPrepaid: boolean
  createdAt: number
}

/** What a part of a job does to its desktop or host. */
export type DesktopWork =
  | { kind: 'resize'; productId: string }
  | { kind: 'expand'; volumeId: string; newSize: number }
  | { kind: 'to-period' }
  | { kind: 'lites'; hostId: string; productId: string; quantity: number }
  | { kind: 'power'; status: DesktopStatus }

/** One stretch of a part: what the desktop shows during it. */
export type DesktopStep = { status?: DesktopStatus; task: string; process: number }

export type DesktopJobPart = {
  id: string
  /** Empty for work on a host. */
  desktopId: string
  status: 'WAITING' | 'RUNNING' | 'SUCCESS' | 'FAILED'
  process: number
  work: DesktopWork
  steps: DesktopStep[]
  beganAt: number
  endedAt?: number
  errorCode?: string
  failReason?: string
}

/** `type` is the name the service gives to the job, e.g. resizeDesktops. */
export type DesktopJob = {
  id: string
  projectId: string
  type: string
  orderId?: string
  parts: DesktopJobPart[]
  beganAt: number
}
