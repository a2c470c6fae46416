import { calculateJwkThumbprint, CompactEncrypt, compactDecrypt, importJWK, type JWK } from 'jose'

/** Whose spending secret it is: the account and the id of the access key (AK). */
export type SpendBinding = { accountId: string; accessKey: string }

const alg = 'ECDH-ES+A256KW'
const enc = 'A256GCM'

/** Names a key of the worker by its public half (RFC 7638): the same for both halves. */
export const workerKeyId = (jwk: JWK): Promise<string> => calculateJwkThumbprint(jwk)

/** Seals to the worker's public key (JWE, ECDH-ES+A256KW, A256GCM): whoever seals cannot open again. */
export async function sealForWorker(secret: string, binding: SpendBinding, publicJwk: JWK): Promise<string> {
  const kid = await workerKeyId(publicJwk)
  return new CompactEncrypt(new TextEncoder().encode(secret))
    .setProtectedHeader({ alg, enc, kid, ...binding })
    .encrypt(await importJWK(publicJwk, alg))
}

/**
 * Opens what `sealForWorker` made. Throws when it was changed, belongs to another account or access key, or was sealed to
 * another worker's key.
 */
export async function unsealAsWorker(text: string, binding: SpendBinding, privateJwk: JWK): Promise<string> {
  const { plaintext, protectedHeader } = await compactDecrypt(text, await importJWK(privateJwk, alg), {
    keyManagementAlgorithms: [alg],
    contentEncryptionAlgorithms: [enc],
  })
  const expected = { ...binding, kid: await workerKeyId(privateJwk) }
  if (Object.entries(expected).some(([name, value]) => protectedHeader[name] !== value))
    throw new Error('This secret was sealed for something else')
  return new TextDecoder().decode(plaintext)
}
