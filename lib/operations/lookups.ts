import type { StateOf } from './resource-state.ts'

// What the forms choose from, in the console's words. The reads behind it are signed with the account's read key and
// cached briefly; every list says with each row whether it can be chosen, and if not, why (a message key).

export type Choice = { disabled?: string }

export type ServerModel = Choice & {
  name: string
  hardware: string
  cpu: number
  memoryGb: number
  gaming: boolean
  cloudDisks: boolean
}
export type PhoneModel = Choice & {
  name: string
  serverModel: string
  cpu: number
  memoryMb: number
  diskGib: number
  resolution: string
  phones: number
  imageLabel: string
  generation: '1.0' | '2.0'
}
export type PhoneImage = Choice & { id: string; name: string; os: string; label: string; custom: boolean }
export type Vpc = Choice & { id: string; name: string; cidr: string }
export type Subnet = Choice & {
  id: string
  vpcId: string
  name: string
  cidr: string
  /** Absent where neither the cloud nor the range tells. */
  freeAddresses?: number
  ipv6: boolean
}
export type FreeEip = Choice & { id: string; address: string; line: string; sizeMbps: number }
export type SharedBandwidth = Choice & {
  id: string
  name: string
  sizeMbps: number
  /** Public addresses in it, and how many more it takes; absent where the quota may not be seen. */
  eips: number
  room?: number
  chargeMode: 'bandwidth' | 'traffic'
}
export type EipLine = Choice & { type: string }
export type Keypair = Choice & { name: string; fingerprint: string; scope: string }
export type EnterpriseProject = Choice & { id: string; name: string }
export type Zone = Choice & { name: string }
/** A phone that is on a server now. */
export type ServerPhone = Choice & { id: string; name: string }
/** A flavor that an ECS server can be changed to. */
export type ResizeFlavor = Choice & {
  id: string
  vcpus: number
  memoryMib: number
  /** `s6`, `c7` …; empty where the cloud does not say. */
  generation: string
  /** The cloud's own word: `normal`, `highmem` … */
  performance: string
  bandwidthMbps?: number
  /** Hyper-threading may be switched off with the change. */
  canSetThreads: boolean
}
/** What a desktop could become; its sizes are 0 where the cloud does not tell. */
export type DesktopProductChoice = Choice & {
  id: string
  vcpus: number
  memoryMib: number
  /** The cloud's own word: `enterprise`, `ultimate` … */
  packageType: string
  gpu: string
}
/** A desktop as it is at this moment. */
export type DesktopNow = {
  id: string
  state: StateOf<'desktop'>
  productId: string
  disks: { volumeId: string; sizeGib: number }[]
}
/** The exclusive host of a desktop: `least` and `most` desktops fit on it, of one of its products. */
export type HostRoom = { id: string; count: number; least: number; most: number; products: DesktopProductChoice[] }

/** An order as billing has it at this moment. Amounts in hundredths; what the cloud does not tell is absent. */
export type OrderNow = {
  id: string
  status: number
  amountMinor?: number
  currency: string
  /** The login name of whoever ordered it. */
  orderedBy?: string
  /** ISO. */
  payUntil?: string
  lines: OrderNowLine[]
  /** What the account can pay with: cash and credit. */
  availableMinor?: number
}
export type OrderNowLine = {
  id: string
  product: string
  count?: number
  period?: { type: number; count: number }
  amountMinor?: number
}
/** A coupon that an order could be paid with; `type` as the payment numbers it, absent for kinds that none takes. */
export type CouponChoice = Choice & {
  id: string
  type?: 300 | 301 | 302 | 303
  name: string
  balanceMinor?: number
  /** ISO. */
  expiresAt?: string
  notWith: (0 | 2 | 3 | 609)[]
}
/** A discount that an order could be paid with; `type` is absent for kinds that no payment takes. */
export type DiscountChoice = Choice & {
  id: string
  type?: 0 | 2 | 3 | 609
  /** A rate or an amount, in the cloud's own text. */
  value?: string
  deductionMinor?: number
}

/** One line of the pre-flight: `state` green, red, or not known; `fix` says in words what to do. */
export type Preflight = {
  key: 'signature' | 'agency' | 'vpc' | 'keypair' | 'quota' | 'servers' | 'balance'
  state: 'ok' | 'warning' | 'failed' | 'unknown'
  /** Message key with parameters after a bar. */
  words: string
  /** What to do about it, a message key. */
  fix?: string
  /** The cloud's own code, where it refused the question. */
  code?: string
  /** Shown after the words. */
  money?: { amountMinor: number; currency: string }
}

/** Live look-ups of one cloud account. Each throws CloudError when the cloud refuses or does not answer. */
export type Lookups = {
  serverModels(): Promise<ServerModel[]>
  phoneModels(): Promise<PhoneModel[]>
  phoneImages(): Promise<PhoneImage[]>
  vpcs(): Promise<Vpc[]>
  subnets(vpcId: string): Promise<Subnet[]>
  freeEips(): Promise<FreeEip[]>
  sharedBandwidths(): Promise<SharedBandwidth[]>
  eipLines(): Promise<EipLine[]>
  keypairs(): Promise<Keypair[]>
  enterpriseProjects(): Promise<EnterpriseProject[]>
  zones(): Promise<Zone[]>
  phones(serverId: string): Promise<ServerPhone[]>
  resizeFlavors(serverId: string): Promise<ResizeFlavor[]>
  /** What the desktop of that id could become, possible ones first; none for a desktop that is not there. */
  desktopProducts(desktopId: string): Promise<DesktopProductChoice[]>
  /** None for a desktop that is not there. */
  desktops(desktopId: string): Promise<DesktopNow[]>
  /** The exclusive host that a desktop runs on; none for one that runs on no host. */
  desktopHosts(desktopId: string): Promise<HostRoom[]>
  /** The order of that id. */
  ordersNow(orderId: string): Promise<OrderNow[]>
  orderCoupons(orderId: string): Promise<CouponChoice[]>
  orderDiscounts(orderId: string): Promise<DiscountChoice[]>
}
