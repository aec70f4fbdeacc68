import type { Random } from '../../src/sandbox/population/random.ts'

const MASK = Buffer.from([1, 2, 3, 4])
const FINAL = 0x80
const TEXT = 1

/** A text as a client sends it (RFC 6455, 5.2). */
export const textFrame = (text: string): Buffer =>
  Buffer.concat([Buffer.from([FINAL | TEXT]), lengthOf(Buffer.byteLength(text), true), MASK, masked(text)])

/** A frame in which something may be wrong: its kind, its flags, its length, its mask. */
export function hostileFrame(random: Random, text: string): Buffer {
  const kind = random.chance(0.8) ? random.pick([1, 2, 8, 9, 10]) : random.below(16)
  const last = random.chance(0.9) ? FINAL : 0
  const reserved = random.chance(0.95) ? 0 : random.pick([0x40, 0x20, 0x10])
  const size = Buffer.byteLength(text)
  const claimed = random.chance(0.93) ? size : random.pick([0, 125, 65_536, 2 ** 31, 2 ** 52, size + 10])
  const bare = random.chance(0.05)
  return Buffer.concat([
    Buffer.from([last | reserved | kind]),
    lengthOf(claimed, !bare),
    ...(bare ? [Buffer.from(text)] : [MASK, masked(text)]),
  ])
}

const masked = (text: string): Buffer =>
  Buffer.from(Buffer.from(text).map((byte, at) => byte ^ (MASK[at % MASK.length] ?? 0)))

function lengthOf(length: number, isMasked: boolean): Buffer {
  const flag = isMasked ? 0x80 : 0
  if (length < 126) return Buffer.from([flag | length])
  if (length < 65_536) {
    const short = Buffer.alloc(3)
    short.writeUInt8(flag | 126)
    short.writeUInt16BE(length, 1)
    return short
  }
  const long = Buffer.alloc(9)
  long.writeUInt8(flag | 127)
  long.writeBigUInt64BE(BigInt(length), 1)
  return long
}
