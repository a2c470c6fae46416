import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { exportJWK, generateKeyPair } from 'jose'

/**
 * Writes new secrets into `folder`, readable by their owner alone, and returns the two files: what the web processes are
 * told, and what the workers are. Only the second holds the private half of the worker's key. Throws when a file is there.
 */
export async function writeKeys(folder: string): Promise<[web: string, worker: string]> {
  const pair = await generateKeyPair('ECDH-ES+A256KW', { crv: 'P-256', extractable: true })
  const [publicJwk, privateJwk] = await Promise.all([exportJWK(pair.publicKey), exportJWK(pair.privateKey)])
  const both = [
    `NEXTAUTH_SECRET=${randomBytes(48).toString('base64url')}`,
    `COUNTERSIGN_DATA_KEY=${randomBytes(32).toString('base64')}`,
    `COUNTERSIGN_WORKER_PUBLIC_KEY='${JSON.stringify(publicJwk)}'`,
  ]
  const files: [string, string] = [path.join(folder, 'web.env'), path.join(folder, 'worker.env')]
  const [web, worker] = files
  const write = (file: string, lines: string[]) =>
    writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600, flag: 'wx' })
  write(worker, [...both, `COUNTERSIGN_WORKER_KEY='${JSON.stringify(privateJwk)}'`])
  write(web, both)
  return files
}
