import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'

/**
 * A security key in software: makes one credential for `host` and answers for it, as the standard describes (Web
 * Authentication Level 2, 6.1 and 6.5). `origin` is the page on which it is asked.
 */
export function securityKey(origin: string, host = new URL(origin).hostname) {
  const id = randomBytes(32)
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const jwk = publicKey.export({ format: 'jwk' })
  let counter = 0
  const clientData = (type: string, challenge: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  const authenticatorData = (flags: number, rest = Buffer.alloc(0)) => {
    const count = Buffer.alloc(4)
    count.writeUInt32BE((counter += 1))
    return Buffer.concat([createHash('sha256').update(host).digest(), Buffer.from([flags]), count, rest])
  }
  // CBOR of {1: 2, 3: -7, -1: 1, -2: x, -3: y}: an ES256 key.
  const coseKey = Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    Buffer.from(jwk.x ?? '', 'base64url'),
    Buffer.from('225820', 'hex'),
    Buffer.from(jwk.y ?? '', 'base64url'),
  ])
  const name = id.toString('base64url')
  const face = { id: name, rawId: name, type: 'public-key', clientExtensionResults: {} }
  return {
    /** What a copy of the key would do, which does not know how often this one has answered. */
    forgetAnswers: () => (counter = 0),
    make(challenge: string) {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(id.length)
      const data = authenticatorData(0x41, Buffer.concat([Buffer.alloc(16), length, id, coseKey]))
      const size = Buffer.alloc(2)
      size.writeUInt16BE(data.length)
      // CBOR of {fmt: 'none', attStmt: {}, authData: data}.
      const attestation = Buffer.concat([
        Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746159', 'hex'),
        size,
        data,
      ])
      const clientDataJSON = clientData('webauthn.create', challenge).toString('base64url')
      return { ...face, response: { clientDataJSON, attestationObject: attestation.toString('base64url') } }
    },
    answer(challenge: string) {
      const client = clientData('webauthn.get', challenge)
      const data = authenticatorData(0x01)
      const signature = createSign('sha256')
        .update(Buffer.concat([data, createHash('sha256').update(client).digest()]))
        .sign(privateKey)
      return {
        ...face,
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: signature.toString('base64url'),
        },
      }
    },
  }
}
