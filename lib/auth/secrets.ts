import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { base64url, CompactEncrypt, compactDecrypt, importJWK, type JWK } from 'jose'

/** The account and field that a sealed secret belongs to. */
export type SecretBinding = { accountId: string; field: 'read' | 'spend' }
/** What a seal belongs to. It opens only for the same owner and field, so that rows and files cannot be swapped. */
export type Binding =
  | SecretBinding
  | { attemptId: string; field: 'answer' }
  | { spoolId: string; field: 'spool' }
  | { factorId: string; field: 'totp' }

const version = 'v1'

function associatedData(binding: Binding): Buffer {
  switch (binding.field) {
    case 'answer':
      return Buffer.from(`${binding.attemptId}|answer`)
    case 'spool':
      return Buffer.from(`${binding.spoolId}|spool`)
    case 'totp':
      return Buffer.from(`${binding.factorId}|totp`)
    case 'read':
    case 'spend':
      return Buffer.from(`${binding.accountId}|${binding.field}`)
  }
}

/** Seals with AES-256-GCM under `dataKey` (32 bytes in base64). The result is text for one database column. */
export function seal(secret: string, binding: Binding, dataKey: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyBytes(dataKey), nonce)
  cipher.setAAD(associatedData(binding))
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return [version, base64url.encode(nonce), base64url.encode(sealed)].join('.')
}

/** Whether `text` has the form that `seal` gives it; says nothing about who can open it. */
export const isSealed = (text: string): boolean => /^v1\.[\w-]{16}\.[\w-]{22,}$/.test(text)

/** Opens what `seal` made. Throws when it was changed, belongs to something else, or the key is another one. */
export function unseal(text: string, binding: Binding, dataKey: string): string {
  const [madeBy, nonce, sealed, ...rest] = text.split('.')
  if (madeBy !== version || nonce === undefined || sealed === undefined || rest.length > 0)
    throw new Error('This is not a sealed secret')
  const bytes = base64url.decode(sealed)
  const decipher = createDecipheriv('aes-256-gcm', keyBytes(dataKey), base64url.decode(nonce), { authTagLength: 16 })
  decipher.setAAD(associatedData(binding))
  decipher.setAuthTag(bytes.subarray(-16))
  return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8')
}

function keyBytes(dataKey: string): Buffer {
  const bytes = Buffer.from(dataKey, 'base64')
  if (bytes.length !== 32) throw new Error('The data key is not 32 bytes in base64')
  return bytes
}

/** Seals to the worker's public key (JWE, ECDH-ES+A256KW, A256GCM): whoever seals cannot open again. */
export async function sealForWorker(secret: string, binding: SecretBinding, publicJwk: JWK): Promise<string> {
  const key = await importJWK(publicJwk, 'ECDH-ES+A256KW')
  return new CompactEncrypt(new TextEncoder().encode(secret))
    .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', ...binding })
    .encrypt(key)
}

/** Opens what `sealForWorker` made. Throws when it was changed, belongs to something else, or the key is another one. */
export async function unsealAsWorker(text: string, binding: SecretBinding, privateJwk: JWK): Promise<string> {
  const key = await importJWK(privateJwk, 'ECDH-ES+A256KW')
  const { plaintext, protectedHeader } = await compactDecrypt(text, key, {
    keyManagementAlgorithms: ['ECDH-ES+A256KW'],
    contentEncryptionAlgorithms: ['A256GCM'],
  })
  if (protectedHeader['accountId'] !== binding.accountId || protectedHeader['field'] !== binding.field)
    throw new Error('This secret was sealed for something else')
  return new TextDecoder().decode(plaintext)
}
