import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { originOf, pack, unpack } from '../../src/database/packed.ts'

const ORIGIN = { pglite: '1.2.3', migrations: [{ name: 'first', checksum: 'abc' }] }

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'counterpart-packed-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function packed(): Buffer {
  const from = join(folder, 'from')
  mkdirSync(join(from, 'base', 'empty'), { recursive: true })
  writeFileSync(join(from, 'base', 'text'), 'Tēnā koe')
  writeFileSync(join(from, 'base', 'nothing'), '')
  writeFileSync(join(from, 'base', 'zeros'), Buffer.alloc(3_000_000))
  writeFileSync(join(from, 'log'), Buffer.concat([Buffer.from('begun'), Buffer.alloc(2_500_000)]))
  return pack(from, ORIGIN)
}

it('comes out as it went in, for its owner alone', () => {
  const [from, to] = [join(folder, 'from'), join(folder, 'to')]
  unpack(packed(), to)
  const inside = (of: string) => readdirSync(of, { recursive: true, encoding: 'utf8' }).sort()
  expect(inside(to)).toEqual(inside(from))
  for (const path of inside(to)) {
    const [was, is] = [statSync(join(from, path)), statSync(join(to, path))]
    expect(is.mode & 0o777).toBe(was.isDirectory() ? 0o700 : 0o600)
    if (was.isFile()) expect(readFileSync(join(to, path)).equals(readFileSync(join(from, path)))).toBe(true)
  }
  expect(statSync(to).mode & 0o777).toBe(0o700)
})

it('takes the room that it will need: zeros are written, not left out', () => {
  const to = join(folder, 'to')
  unpack(packed(), to)
  expect(statSync(join(to, 'log')).blocks * 512).toBeGreaterThanOrEqual(2_500_000)
})

it('says what it was made with', () => {
  expect(originOf(packed())).toEqual(ORIGIN)
})

it('comes out nowhere where something is already', () => {
  mkdirSync(join(folder, 'to'))
  expect(() => unpack(packed(), join(folder, 'to'))).toThrow('EEXIST')
})
