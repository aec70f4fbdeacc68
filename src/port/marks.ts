import { createHmac } from 'node:crypto'

/**
 * How we know our own things again on a platform. A mark is a keyed hash of an effect's key: the same at
 * every try, unguessable for anybody without the installation's secret, and it says nothing of a person.
 */
export interface Marks {
  /** Lowercase letters and digits (RFC 4648 base 32, lowercase), `length` ≤ 50 characters. */
  word(key: string, length: number): string
  /** A positive 31-bit integer, never 0. */
  number(key: string): number
}

export function createMarks(secret: string): Marks {
  const digest = (key: string) => createHmac('sha256', secret).update(`mark:${key}`).digest()
  return {
    word: (key, length) => base32(digest(key)).slice(0, length),
    number: (key) => digest(key).readUInt32BE(0) & 0x7fff_ffff || 1,
  }
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567'

function base32(bytes: Uint8Array): string {
  let bits = 0
  let held = 0
  let out = ''
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      out += ALPHABET[(held >>> bits) & 31]
    }
    held &= (1 << bits) - 1
  }
  return out
}
