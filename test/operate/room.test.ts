import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { hasRoom } from '../../src/operate/room.ts'

it('says whether a disk has room for what is written next, and not where it cannot be asked', async () => {
  expect(await hasRoom(tmpdir(), 1)).toBe(true)
  expect(await hasRoom(tmpdir(), Number.MAX_SAFE_INTEGER)).toBe(false)
  expect(await hasRoom(join(tmpdir(), 'no such folder', 'at all'))).toBe(false)
})
