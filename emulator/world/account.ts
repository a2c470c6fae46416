/** What a key may do: spend everything, read only, everything but billing. */
export type Rights = { mayWrite: boolean; mayBill: boolean }

export type Credential = Rights & {
  kind: string
  accessKey: string
  secretKey: string
  /** Present on temporary keys, which must send it as X-Security-Token. */
  securityToken?: string
  expiresAt?: number
  userId: string
  userName: string
  domainId: string
}

export type User = Rights & { id: string; name: string; password: string; domainId: string }

export type Project = { id: string; name: string; domainId: string }

export type Role = { id: string; name: string; displayName: string }

export type Agency = {
  id: string
  name: string
  domainId: string
  trustDomainName: string
  description: string
  createdAt: number
  roles: Role[]
}

export type EnterpriseProject = {
  id: string
  domainId: string
  name: string
  description: string
  status: 1 | 2
  createdAt: number
}

/** One cloud account with its money, in fen (hundredths of a yuan). */
export type Account = {
  domainId: string
  name: string
  kind: string
  balanceFen: number
  creditFen: number
  serverQuota: number
}

export type Token = Rights & {
  text: string
  userId: string
  userName: string
  domainId: string
  /** Absent on a token of the whole account. */
  projectId?: string
  issuedAt: number
  expiresAt: number
}
