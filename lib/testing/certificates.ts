import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { isIP } from 'node:net'

/** A certificate with its key, as TLS servers take them: PEM. */
export type Certificate = { cert: string; key: string }

type Wish = {
  /** A host name, or an address in digits. */
  name: string
  /** Days from now. */
  fromDay?: number
  untilDay?: number
}

/** Whoever signs certificates; clients trust `cert` or they do not. */
export type Authority = { cert: string; issue: (wish: Wish) => Certificate }

/** An authority of its own making, whose key nobody keeps. Certificates hold for a day around now, unless told otherwise. */
export function makeAuthority(name = 'Test authority'): Authority {
  const { privateKey, publicKey } = keyPair()
  const own = { issuer: name, subject: name, publicKey, extensions: [isAuthority], fromDay: -1, untilDay: 1 }
  return {
    cert: certificate(own, privateKey),
    issue({ name: subject, fromDay = -1, untilDay = 1 }) {
      const pair = keyPair()
      const wish = { issuer: name, subject, publicKey: pair.publicKey, extensions: [named(subject)], fromDay, untilDay }
      return {
        cert: certificate(wish, privateKey),
        key: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      }
    },
  }
}

const keyPair = () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' })

// X.509 (RFC 5280) in DER, as much of it as a TLS client looks at.

const dayMs = 86_400_000

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

const sequence = (...parts: Buffer[]): Buffer => der(0x30, ...parts)
const objectId = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'))
const bits = (content: Buffer): Buffer => der(0x03, Buffer.from([0]), content)
const nameOf = (text: string): Buffer => sequence(der(0x31, sequence(objectId('550403'), der(0x0c, Buffer.from(text)))))
const timeOf = (day: number): Buffer => {
  const iso = new Date(Date.now() + day * dayMs).toISOString()
  return der(0x18, Buffer.from(`${iso.slice(0, 19).replaceAll(/[-T:]/g, '')}Z`))
}
const extension = (id: string, value: Buffer): Buffer => sequence(objectId(id), der(0x04, value))

const isAuthority = extension('551d13', sequence(der(0x01, Buffer.from([255]))))
/** The subject's alternative name, which alone is compared with what was asked for. */
const named = (name: string): Buffer => {
  const digits = isIP(name) === 4 ? Buffer.from(name.split('.').map(Number)) : undefined
  return extension('551d11', sequence(digits ? der(0x87, digits) : der(0x82, Buffer.from(name))))
}

const ecdsaWithSha256 = sequence(objectId('2a8648ce3d040302'))

type Content = {
  issuer: string
  subject: string
  publicKey: KeyObject
  extensions: Buffer[]
  fromDay: number
  untilDay: number
}

function certificate({ issuer, subject, publicKey, extensions, fromDay, untilDay }: Content, by: KeyObject): string {
  const told = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    ecdsaWithSha256,
    nameOf(issuer),
    sequence(timeOf(fromDay), timeOf(untilDay)),
    nameOf(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  )
  const signed = sequence(told, ecdsaWithSha256, bits(sign('sha256', told, by)))
  const lines = signed.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}
