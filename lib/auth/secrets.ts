import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { base64url } from 'jose'

/** What a seal belongs to. It opens only for the same row and field, so that rows and files cannot be swapped. */
export type Binding =
  | { accountId: string; field: 'read' }
  | { attemptId: string; field: 'answer' }
  | { spoolId: string; field: 'spool' }
  | { factorId: string; field: 'totp' }

/**
 * Seals in an envelope: AES-256-GCM under a key made for this one secret, which is itself sealed under the first of
 * `dataKeys` (32 bytes in base64; several with commas between them, the one to seal with first). The result is text for
 * one database column.
 */
export function seal(secret: string, binding: Binding, dataKeys: string): string {
  const own = randomBytes(32)
  const sealed = encrypt(Buffer.from(secret, 'utf8'), own, associatedData(binding))
  return envelope(own, sealed, binding, newestOf(dataKeys))
}

/** Whether `text` has the form that `seal` gives it, now or before; says nothing about who can open it. */
export const isSealed = (text: string): boolean =>
  /^(v1\.[\w-]{16}|v2\.[0-9a-f]{16}\.[\w-]{80})\.[\w-]{22,}$/.test(text)

/** Opens what `seal` made. Throws when it was changed, belongs to something else, or its data key is none of these. */
export function unseal(text: string, binding: Binding, dataKeys: string): string {
  if (text.startsWith('v1.')) return unsealOld(text, binding, dataKeys)
  const { own, sealed } = unwrap(text, binding, dataKeys)
  return decrypt(sealed, own, associatedData(binding)).toString('utf8')
}

/**
 * The same secret under the first of `dataKeys`; undefined when it is under that already. Only the small key inside the
 * envelope is sealed anew. Throws as `unseal` does.
 */
export function rewrap(text: string, binding: Binding, dataKeys: string): string | undefined {
  const newest = newestOf(dataKeys)
  if (text.startsWith('v1.')) return seal(unseal(text, binding, dataKeys), binding, dataKeys)
  const { own, sealed, mark } = unwrap(text, binding, dataKeys)
  return mark === newest.mark ? undefined : envelope(own, sealed, binding, newest)
}

type DataKey = { mark: string; bytes: Buffer }

function envelope(own: Buffer, sealed: Buffer, binding: Binding, { mark, bytes }: DataKey): string {
  const wrapped = encrypt(own, bytes, `${associatedData(binding)}|${mark}`)
  return ['v2', mark, base64url.encode(wrapped), base64url.encode(sealed)].join('.')
}

function unwrap(text: string, binding: Binding, dataKeys: string): { own: Buffer; sealed: Buffer; mark: string } {
  const [version, mark, wrapped, sealed, ...rest] = text.split('.')
  if (version !== 'v2' || mark === undefined || wrapped === undefined || sealed === undefined || rest.length > 0)
    throw new Error('This is not a sealed secret')
  const key = dataKeysOf(dataKeys).find((each) => each.mark === mark)
  if (!key) throw new Error('This was sealed under a data key that is not among ours')
  const own = decrypt(Buffer.from(base64url.decode(wrapped)), key.bytes, `${associatedData(binding)}|${mark}`)
  return { own, sealed: Buffer.from(base64url.decode(sealed)), mark }
}

function newestOf(dataKeys: string): DataKey {
  const [newest] = dataKeysOf(dataKeys)
  if (!newest) throw new Error('There is no data key')
  return newest
}

const dataKeysOf = (dataKeys: string): DataKey[] =>
  dataKeys.split(',').map((text) => {
    const bytes = Buffer.from(text, 'base64')
    if (bytes.length !== 32) throw new Error('The data key is not 32 bytes in base64')
    return { bytes, mark: createHash('sha256').update('countersign data key').update(bytes).digest('hex').slice(0, 16) }
  })

/** table | row | field | version, and the account where there is one. */
function associatedData(binding: Binding): string {
  switch (binding.field) {
    case 'read':
      return `cloud_account|${binding.accountId}|read_secret_sealed|v2|${binding.accountId}`
    case 'answer':
      return `attempt|${binding.attemptId}|answer|v2`
    case 'spool':
      return `spool|${binding.spoolId}|answer|v2`
    case 'totp':
      return `second_factor|${binding.factorId}|secret|v2`
  }
}

const nonceLength = 12
const tagLength = 16

function encrypt(plain: Buffer, key: Buffer, about: string): Buffer {
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(about))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function decrypt(sealed: Buffer, key: Buffer, about: string): Buffer {
  if (sealed.length < nonceLength + tagLength) throw new Error('This is not a sealed secret')
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceLength), { authTagLength: tagLength })
  decipher.setAAD(Buffer.from(about))
  decipher.setAuthTag(sealed.subarray(-tagLength))
  return Buffer.concat([decipher.update(sealed.subarray(nonceLength, -tagLength)), decipher.final()])
}

/** What was sealed before there were envelopes: under a data key itself. `npm run rewrap` leaves none. */
function unsealOld(text: string, binding: Binding, dataKeys: string): string {
  const [, nonce, body, ...rest] = text.split('.')
  if (nonce === undefined || body === undefined || rest.length > 0) throw new Error('This is not a sealed secret')
  const sealed = Buffer.concat([base64url.decode(nonce), base64url.decode(body)])
  const failures: unknown[] = []
  for (const { bytes } of dataKeysOf(dataKeys)) {
    try {
      return decrypt(sealed, bytes, oldAssociatedData(binding)).toString('utf8')
    } catch (error) {
      failures.push(error)
    }
  }
  throw failures[0]
}

function oldAssociatedData(binding: Binding): string {
  switch (binding.field) {
    case 'read':
      return `${binding.accountId}|read`
    case 'answer':
      return `${binding.attemptId}|answer`
    case 'spool':
      return `${binding.spoolId}|spool`
    case 'totp':
      throw new Error('No authenticator app is older than the envelopes')
  }
}
