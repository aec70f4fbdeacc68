/** Reads what Chromium writes of a picture: a PNG of 8 bits a channel, with or without transparency, not interlaced. */
import { inflateSync } from 'node:zlib'

export interface Picture {
  readonly width: number
  readonly height: number
  /** Red, green, blue of each pixel, row by row. */
  readonly rgb: Uint8Array
}

/** PNG specification, chapter 9: what was subtracted from each byte before it was packed. */
const PREDICT: readonly ((left: number, above: number, corner: number) => number)[] = [
  () => 0,
  (left) => left,
  (_, above) => above,
  (left, above) => (left + above) >> 1,
  (left, above, corner) => {
    const estimate = left + above - corner
    const [a, b, c] = [left, above, corner].map((one) => Math.abs(estimate - one)) as [number, number, number]
    return a <= b && a <= c ? left : b <= c ? above : corner
  },
]

export function readPng(file: Buffer): Picture {
  const [width, height, kind] = [file.readUInt32BE(16), file.readUInt32BE(20), file.readUInt8(25)]
  const channels = kind === 6 ? 4 : 3
  const parts: Buffer[] = []
  for (let at = 8; at < file.length; at += file.readUInt32BE(at) + 12) {
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)))
  }
  const packed = inflateSync(Buffer.concat(parts))
  const row = width * channels
  const bytes = new Uint8Array(height * row)
  for (let y = 0; y < height; y += 1) {
    const predict = PREDICT[packed[y * (row + 1)] ?? 0]!
    for (let x = 0; x < row; x += 1) {
      const to = y * row + x
      const left = x < channels ? 0 : bytes[to - channels]!
      const above = y === 0 ? 0 : bytes[to - row]!
      const corner = x < channels || y === 0 ? 0 : bytes[to - row - channels]!
      bytes[to] = packed[y * (row + 1) + 1 + x]! + predict(left, above, corner)
    }
  }
  return { width, height, rgb: bytes.filter((_, at) => channels === 3 || at % 4 < 3) }
}
