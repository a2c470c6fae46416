import { schemaOf } from '../../contract.ts'
import { type Call, ok, queryText, readBody, type Reply } from '../../gateway/call.ts'
import { CloudError } from '../../gateway/cloud-error.ts'
import { nextHex } from '../../ids.ts'
import type { Project, Token, User } from '../../world/account.ts'
import type { World } from '../../world/world.ts'

type Named = { id?: string; name?: string }
type CreateTokenBody = {
  auth: {
    identity: { password: { user: { name: string; password: string; domain: { name: string } } } }
    scope?: { project?: Named; domain?: Named }
  }
}
type CreateTemporaryKeyBody = { auth: { identity: { token?: { duration_seconds?: number } } } }

const tokenBody = schemaOf<CreateTokenBody>('iam', 'CreateTokenBody')
const temporaryKeyBody = schemaOf<CreateTemporaryKeyBody>('iam', 'CreateTemporaryKeyBody')
const dayMs = 86_400_000

/** POST /v3/auth/tokens: 24 hours, for one project or the whole account. */
export function createToken(call: Call): Reply {
  const { auth } = readBody(call, tokenBody, () => new CloudError(400, '400', 'The request body is invalid'))
  const { world } = call.cloud
  const given = auth.identity.password.user
  const domainId = world.accounts.find((account) => account.name === given.domain.name)?.domainId
  const user = world.users.find((row) => row.domainId === domainId && row.name === given.name)
  if (user === undefined || user.password !== given.password)
    throw new CloudError(401, '401', 'The username or password is wrong.')
  const project = scopedProject(world, user, auth.scope?.project)
  const token: Token = {
    text: tokenText(world),
    userId: user.id,
    userName: user.name,
    domainId: user.domainId,
    ...(project !== undefined && { projectId: project.id }),
    mayWrite: user.mayWrite,
    mayBill: user.mayBill,
    issuedAt: call.at,
    expiresAt: call.at + dayMs,
  }
  world.tokens.push(token)
  const hasCatalog = (queryText(call, 'nocatalog') ?? '') === ''
  return {
    status: 201,
    body: { token: tokenRow(world, token, hasCatalog) },
    headers: { 'x-subject-token': token.text },
  }
}

/** GET /v3/auth/tokens: checks the token in X-Subject-Token. */
export function showToken(call: Call): Reply {
  const token = call.cloud.world.tokens.find((row) => row.text === call.headers['x-subject-token'])
  if (token === undefined || token.domainId !== call.caller.domainId || token.expiresAt <= call.at)
    throw new CloudError(404, '404', 'X-Subject-Token is invalid in the request')
  return { ...ok({ token: tokenRow(call.cloud.world, token, true) }), headers: { 'x-subject-token': token.text } }
}

/** POST /v3.0/OS-CREDENTIAL/securitytokens: a short-lived copy of the caller's own rights. */
export function createTemporaryAccessKey(call: Call): Reply {
  const body = readBody(call, temporaryKeyBody, () => new CloudError(400, 'IAM.0011', 'The request body is invalid'))
  const { world } = call.cloud
  const seconds = body.auth.identity.token?.duration_seconds ?? 900
  const { userId, userName, domainId, mayWrite, mayBill } = call.caller
  const key = {
    accessKey: nextHex(world).slice(0, 20).toUpperCase(),
    secretKey: nextHex(world) + nextHex(world).slice(0, 8),
    securityToken: tokenText(world),
    expiresAt: call.at + seconds * 1000,
  }
  world.credentials.push({ ...key, kind: 'issued', userId, userName, domainId, mayWrite, mayBill })
  const expiresAt = new Date(key.expiresAt).toISOString().replace('Z', '000Z')
  return {
    status: 201,
    body: {
      credential: {
        access: key.accessKey,
        secret: key.secretKey,
        securitytoken: key.securityToken,
        expires_at: expiresAt,
      },
    },
  }
}

function scopedProject(world: World, user: User, wanted: Named | undefined): Project | undefined {
  if (wanted === undefined) return undefined
  const own = world.projects.filter((row) => row.domainId === user.domainId)
  const found = own.find((row) => row.id === wanted.id || row.name === wanted.name)
  if (found === undefined) throw new CloudError(401, '401', 'The project of the scope is not yours.')
  return found
}

/** Opaque, over a kilobyte, beginning as real ones do. */
const tokenText = (world: World): string => `MII${Array.from({ length: 36 }, () => nextHex(world)).join('')}`

function tokenRow(world: World, token: Token, hasCatalog: boolean) {
  const domain = { id: token.domainId, name: world.accounts.find((row) => row.domainId === token.domainId)?.name ?? '' }
  const project = world.projects.find((row) => row.id === token.projectId)
  const micros = (at: number): string => new Date(at).toISOString().replace('Z', '000Z')
  return {
    methods: ['password'],
    issued_at: micros(token.issuedAt),
    expires_at: micros(token.expiresAt),
    user: { id: token.userId, name: token.userName, domain, password_expires_at: '' },
    roles: [{ id: '0', name: token.mayWrite ? 'te_admin' : 'readonly' }],
    ...(project === undefined ? { domain } : { project: { id: project.id, name: project.name, domain } }),
    catalog: hasCatalog ? [{ id: 'iam', name: 'iam', type: 'identity', endpoints: [] }] : [],
  }
}
