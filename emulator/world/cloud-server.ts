/** Words of the service. */
export type CloudServerStatus = 'ACTIVE' | 'SHUTOFF' | 'RESIZE' | 'REBOOT' | 'ERROR'

export type ServerDisk = { id: string; size: number; type: 'SAS' | 'SSD' | 'GPSSD' | 'SATA'; device: string }

export type CloudServer = {
  id: string
  projectId: string
  region: string
  domainId: string
  name: string
  status: CloudServerStatus
  task: string | null
  flavorId: string
  billing: 'demand' | 'period' | 'spot'
  orderId?: string
  zone: string
  vpcId: string
  privateIp: string
  publicIp?: string
  os: 'Windows' | 'Linux'
  imageId: string
  imageName: string
  /** Threads of a core, where it was set. */
  cpuThreads?: 1 | 2
  isLocked: boolean
  isFrozen: boolean
  dedicatedHostId?: string
  fault?: { code: number; message: string; created: number }
  /** The first one is the system disk. */
  disks: ServerDisk[]
  tags: string[]
  enterpriseProjectId: string
  createdAt: number
  updatedAt: number
}

/** A host of its own for servers of one account. */
export type DedicatedHost = { id: string; projectId: string; name: string; zone: string }

export type ServerWork =
  | { kind: 'resize'; flavorId: string; cpuThreads?: 1 | 2; dedicatedHostId?: string }
  | { kind: 'power' }

/** One stretch of a part: what the server shows during it. */
export type ServerStep = { status: CloudServerStatus; task: string | null }

export type ServerJobPart = {
  id: string
  serverId: string
  status: 'INIT' | 'RUNNING' | 'SUCCESS' | 'FAIL'
  work: ServerWork
  steps: ServerStep[]
  beganAt: number
  endedAt?: number
  errorCode?: string
  failReason?: string
}

export type ServerJob = {
  id: string
  projectId: string
  type: 'resizeServer' | 'startServer' | 'stopServer'
  /** Its order is not paid. It stays so when the order is cancelled. */
  isUnpaid: boolean
  /** Shown with sub jobs, one to a server. */
  isBatch: boolean
  orderId?: string
  parts: ServerJobPart[]
  beganAt: number
}
