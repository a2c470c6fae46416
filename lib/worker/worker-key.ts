import { createHash, hkdfSync } from 'node:crypto'
import type { JWK } from 'jose'
import { z } from 'zod'

const PrivateKey = z.object({ kty: z.literal('EC'), crv: z.string(), x: z.string(), y: z.string(), d: z.string() })
const PrivateKeys = z.union([PrivateKey.transform((one) => [one]), z.array(PrivateKey).min(1)])

export type WorkerKey = {
  privateJwk: JWK
  publicJwk: JWK
  /**
   * Seals what waits on a worker's disk: 32 bytes in base64. It comes from the private part, so that nobody but a worker
   * can read an answer there, or put one there that a worker would believe.
   */
  spoolKey: string
  /** Names the key without telling it: 16 hexadecimal digits. */
  mark: string
}

/**
 * Reads the worker's private keys from their JSON text: one, or a list while one replaces another. The first seals, all open.
 * Throws when one of them is no elliptic-curve key with a private part.
 */
export const parseWorkerKeys = (text: string): WorkerKey[] => readKeys(text).map(describe)

function describe(privateJwk: z.output<typeof PrivateKey>): WorkerKey {
  const { kty, crv, x, y, d } = privateJwk
  const spoolKey = Buffer.from(hkdfSync('sha256', d, '', 'countersign answer spool', 32)).toString('base64')
  const mark = createHash('sha256').update(`${crv}|${x}|${y}`).digest('hex').slice(0, 16)
  return { privateJwk, publicJwk: { kty, crv, x, y }, spoolKey, mark }
}

/** What is wrong with a key is not told in detail: the words of a parser quote what they read. */
function readKeys(text: string): z.output<typeof PrivateKeys> {
  try {
    return PrivateKeys.parse(JSON.parse(text))
  } catch {
    throw new Error(
      'COUNTERSIGN_WORKER_KEY is wrong (no private key of an elliptic curve in JWK form, and no list of them). docs/guides/owners.md says how to make it.',
    )
  }
}
