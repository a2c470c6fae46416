export type Vpc = {
  id: string
  projectId: string
  name: string
  cidr: string
  description: string
  enterpriseProjectId: string
  createdAt: number
}

export type Subnet = {
  /** The network id: the one that other services want. */
  id: string
  neutronSubnetId: string
  projectId: string
  vpcId: string
  name: string
  cidr: string
  gatewayIp: string
  ipv6: boolean
  /** Addresses that can still be given out, not counting those of phone servers. */
  freeAddresses: number
  createdAt: number
}

export type SecurityGroup = { id: string; projectId: string; name: string; description: string; createdAt: number }

export type Eip = {
  id: string
  projectId: string
  alias: string
  line: string
  address: string
  status: 'DOWN' | 'ACTIVE' | 'FREEZED'
  bandwidthId: string
  enterpriseProjectId: string
  privateIp?: string
  portId?: string
  vpcId?: string
  deviceOwner?: string
  deviceId?: string
  orderId?: string
  productId?: string
  createdAt: number
}

export type Bandwidth = {
  id: string
  projectId: string
  name: string
  sizeMbit: number
  shareType: 'PER' | 'WHOLE'
  chargeMode: 'bandwidth' | 'traffic'
  line: string
  billingInfo: string
  enterpriseProjectId: string
  createdAt: number
}

export type KeyPair = {
  id: number
  projectId: string
  name: string
  scope: 'user' | 'domain'
  userId: string
  publicKey: string
  fingerprint: string
  createdAt: number
}

export type Zone = { name: string; region: string; isAvailable: boolean }

export type Network = {
  vpcs: Vpc[]
  subnets: Subnet[]
  securityGroups: SecurityGroup[]
  eips: Eip[]
  bandwidths: Bandwidth[]
  keyPairs: KeyPair[]
}
