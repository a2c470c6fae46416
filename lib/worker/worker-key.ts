import type { JWK } from 'jose'
import { z } from 'zod'

const PrivateKey = z.object({ kty: z.literal('EC'), crv: z.string(), x: z.string(), y: z.string(), d: z.string() })

/** Reads the worker's private key from its JSON text. Throws when it is not an elliptic-curve key with a private part. */
export function parseWorkerKey(text: string): { privateJwk: JWK; publicJwk: JWK } {
  const privateJwk = PrivateKey.parse(JSON.parse(text))
  const { kty, crv, x, y } = privateJwk
  return { privateJwk, publicJwk: { kty, crv, x, y } }
}
