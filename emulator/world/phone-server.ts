/**
 * Server status words of the service: 0, 1, 3, 4 creating; 2 abnormal; 5 normal; 6 deleted; 8 frozen; 10 stopped; 11
 * stopping; 12 stop failed; 13 starting. Those from 8 come by the control API alone.
 */
export type ServerStatus = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 8 | 10 | 11 | 12 | 13

export type Port = { name: string; listen_port: number; internet_accessible: string }

export type Volume = { volume_type: 'SSD' | 'GPSSD'; size: number }

/** What a purchase or a change decides about a server: which phones run where, behind which addresses. */
export type Placement = {
  phoneModel: string
  imageId: string
  keyPair: string
  zone: string
  vpcId: string
  subnetId: string
  ports: Port[]
  property: string
  phonesPerIp: number
  eipCount: number
  eipLine: string
  existingEipId?: string
  bandwidth: { shareType: 0 | 1; chargeMode: 0 | 1; sharedId?: string; sizeMbit?: number }
  dataVolume?: Volume
  shareVolume?: Volume
}

export type PhoneServer = Placement & {
  id: string
  projectId: string
  region: string
  domainId: string
  name: string
  serverModel: string
  orderId: string
  productId: string
  enterpriseProjectId: string
  status: ServerStatus
  /** False until its order is paid. */
  isOrdered: boolean
  /** Decided when it is bought: a server that is meant to fail ends in status 2. */
  isDoomed: boolean
  /** How often its hardware was changed; its phones are new each time. */
  generation: number
  serverIps: string[]
  publicIps: string[]
  bandwidthIds: string[]
  createdAt: number
  updatedAt: number
  visibleAt: number
}

export type Phone = {
  id: string
  serverId: string
  projectId: string
  name: string
  position: number
  status: 1 | 2 | -7 | -8
  createdAt: number
  updatedAt: number
}

export type CphJob = {
  id: string
  projectId: string
  requestId: string
  serverId?: string
  phoneId?: string
  status: 1 | 2 | -1
  errorCode?: string
  errorMessage?: string
  beganAt: number
  endedAt?: number
  /** On a change of hardware: what the server becomes. */
  placement?: Placement
  isDoomed?: true
}
