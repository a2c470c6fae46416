import { createHmac, hash } from 'node:crypto'

const BLOCK = 64
const DIGEST = 32
const TEXT_MAX = 128

const inner = Buffer.alloc(BLOCK + TEXT_MAX * 3)
const outer = Buffer.alloc(BLOCK + DIGEST)

/**
 * HMAC-SHA256 of `text` in lower-case hex.
 *
 * For the usual key (ASCII, one block) it is written out as two one-shot hashes: Node's Hmac object costs twice as much
 * to make as the whole rest of it. The scratch memory is wiped before returning.
 */
export function hmacSha256(key: string, text: string): string {
  if (key.length > BLOCK || text.length > TEXT_MAX || !writePads(key)) {
    return createHmac('sha256', key).update(text).digest('hex')
  }
  const end = BLOCK + inner.write(text, BLOCK)
  outer.write(hash('sha256', inner.subarray(0, end), 'binary'), BLOCK, 'binary')
  const digest = hash('sha256', outer, 'hex')
  inner.fill(0, 0, end)
  outer.fill(0)
  return digest
}

/** Writes the key into both blocks; says false, with nothing left behind, when it is not ASCII. */
function writePads(key: string): boolean {
  for (let i = 0; i < BLOCK; i++) {
    const code = i < key.length ? key.charCodeAt(i) : 0
    if (code > 0x7f) {
      inner.fill(0)
      outer.fill(0)
      return false
    }
    inner[i] = code ^ 0x36
    outer[i] = code ^ 0x5c
  }
  return true
}
