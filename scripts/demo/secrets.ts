import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { exportJWK, generateKeyPair } from 'jose'
import { z } from 'zod'

const Jwk = z.object({ kty: z.string(), crv: z.string(), x: z.string(), y: z.string() })

const Secrets = z.object({
  /** Seals the session cookie. */
  sessionSecret: z.string().min(32),
  /** 32 bytes in base64: seals the read keys of cloud accounts. */
  dataKey: z.string().length(44),
  /** 32 bytes in base64: seals what server actions close over, and names them; the build takes it in. */
  actionsKey: z.string().length(44),
  /** The pair to whose public half the spending keys are sealed; the private half goes to the worker alone. */
  workerPublicJwk: Jwk,
  workerPrivateJwk: Jwk.extend({ d: z.string() }),
})

export type Secrets = z.output<typeof Secrets>

/** The secrets of the demo in `dataDir`: made once, readable by their owner alone. */
export async function keepSecrets(dataDir: string): Promise<Secrets> {
  const file = path.join(dataDir, 'secrets.json')
  if (existsSync(file)) return Secrets.parse(JSON.parse(readFileSync(file, 'utf8')))
  const pair = await generateKeyPair('ECDH-ES+A256KW', { crv: 'P-256', extractable: true })
  const secrets = Secrets.parse({
    sessionSecret: randomBytes(48).toString('base64url'),
    dataKey: randomBytes(32).toString('base64'),
    actionsKey: randomBytes(32).toString('base64'),
    workerPublicJwk: await exportJWK(pair.publicKey),
    workerPrivateJwk: await exportJWK(pair.privateKey),
  })
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(file, JSON.stringify(secrets, undefined, 2), { mode: 0o600 })
  return secrets
}
