import { createHash } from 'node:crypto'
import { utc } from '../clock.ts'
import type { Cloud } from '../cloud.ts'
import type { Credential, Rights } from '../world/account.ts'
import { CloudError } from './cloud-error.ts'
import type { Gateway } from './gateway.ts'
import { headerText, parseAuthorization, type SignedRequest, verifySignature } from './signature.ts'

/** Who is calling, after the gateway believed it. */
export type Caller = Rights & {
  userId: string
  userName: string
  domainId: string
  accessKey?: string
  /** Set when a token of one project was used. */
  projectId?: string
}

const unauthenticated = (reason: string): CloudError =>
  new CloudError(401, 'APIGW.0301', `Incorrect IAM authentication information: ${reason}`)

const windowMs = 15 * 60_000

/** Checks signature or token. Throws 401 with the texts observed at the real gateway. */
export function authenticate(cloud: Cloud, gateway: Gateway, request: SignedRequest): Caller {
  const authorization = headerText(request.headers['authorization'])
  if (authorization !== '') return checkSignature(cloud, gateway, request, authorization)
  const token = headerText(request.headers['x-auth-token'])
  if (token !== '') return checkToken(cloud, token)
  throw unauthenticated('x-auth-token not found')
}

/** The caller behind a token. */
function checkToken(cloud: Cloud, tokenText: string): Caller {
  const token = cloud.world.tokens.find((candidate) => candidate.text === tokenText)
  if (token === undefined) throw unauthenticated('decrypt token fail')
  if (token.expiresAt <= cloud.clock.now())
    throw unauthenticated(`token expires, expires_at: ${new Date(token.expiresAt).toISOString()}`)
  const { userId, userName, domainId, mayWrite, mayBill, projectId } = token
  return { userId, userName, domainId, mayWrite, mayBill, ...(projectId !== undefined && { projectId }) }
}

function checkSignature(cloud: Cloud, gateway: Gateway, request: SignedRequest, header: string): Caller {
  const given = parseAuthorization(header)
  if (given === undefined) throw unauthenticated('verify aksk signature fail')
  const credential = cloud.world.credentials.find((candidate) => candidate.accessKey === given.accessKey)
  if (credential === undefined) throw unauthenticated(`ak ${given.accessKey} not exist`)
  refuseLocked(cloud, gateway, credential.accessKey)

  const failure =
    staleness(cloud, headerText(request.headers['x-sdk-date'])) ??
    mismatch(cloud, request, given, credential) ??
    temporaryFailure(cloud, request, credential)
  if (failure !== undefined) {
    countFailure(cloud, gateway, credential.accessKey)
    throw unauthenticated(failure)
  }
  gateway.locks.delete(credential.accessKey)
  const { accessKey, userId, userName, domainId, mayWrite, mayBill } = credential
  return { accessKey, userId, userName, domainId, mayWrite, mayBill }
}

function staleness(cloud: Cloud, date: string): string | undefined {
  const iso = date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z')
  const signedAt = date.length === 16 ? Date.parse(iso) : Number.NaN
  const serverTime = cloud.clock.wall()
  if (Math.abs(serverTime - signedAt) <= windowMs) return undefined
  const server = utc(serverTime).replaceAll(/[-:]/g, '')
  return `calc aksk signature fail:signature expired, signature time:${date},server time:${server}`
}

function mismatch(
  cloud: Cloud,
  request: SignedRequest,
  given: NonNullable<ReturnType<typeof parseAuthorization>>,
  credential: Credential,
): string | undefined {
  const { isGenuine, canonicalRequest } = verifySignature(request, given, credential.secretKey)
  if (!isGenuine) return `verify aksk signature fail,canonicalRequest:${canonicalRequest.replaceAll('\n', '|')}`
  const declared = headerText(request.headers['x-sdk-content-sha256'])
  if (!cloud.options.checkContentSha256 || !/^[0-9a-f]{64}$/.test(declared)) return undefined
  if (createHash('sha256').update(request.body).digest('hex') === declared) return undefined
  return 'verify aksk signature fail,body does not match X-Sdk-Content-Sha256'
}

function temporaryFailure(cloud: Cloud, request: SignedRequest, credential: Credential): string | undefined {
  if (credential.securityToken === undefined) return undefined
  const isCurrent = credential.expiresAt === undefined || credential.expiresAt > cloud.clock.now()
  const isRight = headerText(request.headers['x-security-token']) === credential.securityToken
  return isCurrent && isRight ? undefined : 'security token invalid'
}

function refuseLocked(cloud: Cloud, gateway: Gateway, accessKey: string): void {
  const lock = gateway.locks.get(accessKey)
  if (lock === undefined || lock.lockedUntil === 0) return
  if (lock.lockedUntil > cloud.clock.now()) throw unauthenticated('AK access failed to reach the limit,forbidden.')
  gateway.locks.delete(accessKey)
}

function countFailure(cloud: Cloud, gateway: Gateway, accessKey: string): void {
  const { lockAfterFailures, lockMinutes } = cloud.options
  if (lockAfterFailures === 0) return
  const failures = (gateway.locks.get(accessKey)?.failures ?? 0) + 1
  const lockedUntil = failures >= lockAfterFailures ? cloud.clock.now() + lockMinutes * 60_000 : 0
  gateway.locks.set(accessKey, { failures, lockedUntil })
}
