import { sign } from '#lib/cloud/signer.ts'
import type { Credential, PretendCloud } from '../cloud.ts'

/** Sends a body to the pretend cloud with our signer, past the console's own checks. `path` may name `{project}`. */
export async function callDirectly(
  cloud: PretendCloud,
  key: Credential,
  { path, body }: { path: string; body: unknown },
): Promise<{ status: number; code: unknown; answer: object }> {
  const url = `${cloud.url}${path.replace('{project}', key.project_id)}`
  const text = JSON.stringify(body)
  const headers = { 'content-type': 'application/json', 'x-project-id': key.project_id }
  const signed = sign(
    { method: 'POST', url, headers, body: text },
    { accessKey: key.ak, secretKey: key.sk },
    new Date(),
  )
  const answer = await fetch(url, { method: 'POST', headers: signed.headers, body: text })
  const parsed: unknown = await answer.json()
  return { status: answer.status, code: Reflect.get(Object(parsed), 'error_code'), answer: Object(parsed) }
}

/** The key that may spend in `region`. */
export function spendKey(keys: readonly Credential[], region: string): Credential {
  const key = keys.find((row) => row.kind === 'spend' && row.region === region)
  if (!key) throw new Error(`No key in ${region}`)
  return key
}

/** What a code must look like: itself, or with `any` whatever the service refuses with. */
export const codePattern = (code: string): RegExp =>
  code === 'any' ? /^CPS\.\d{4}$/ : new RegExp(`^${code.replace('.', String.raw`\.`)}$`)
