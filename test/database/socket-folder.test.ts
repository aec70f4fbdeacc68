import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { socketFolder } from '../../src/database/paths.ts'
import { DatabaseError } from '../../src/database/problem.ts'

const onWindows = process.platform === 'win32'

/** A data directory whose path is too long for sockets, and the place in the temporary folder that is theirs. */
function withFarFolder() {
  const root = mkdtempSync(join(tmpdir(), 'counterpart-far-'))
  const data = join(root, 'x'.repeat(90))
  mkdirSync(data, { mode: 0o700 })
  const far = socketFolder(data)
  rmSync(far, { recursive: true })
  onTestFinished(() => {
    for (const path of [root, far]) rmSync(path, { recursive: true, force: true })
  })
  return { root, data, far }
}

it('lies in the temporary folder for a long path, for its owner alone', () => {
  const { data, far } = withFarFolder()
  expect(basename(far)).toMatch(/^counterpart-[0-9a-f]{24}$/)
  expect(socketFolder(data)).toBe(far)
  expect(socketFolder(data)).toBe(far)
})

it.skipIf(onWindows).each<[string, (far: string, root: string) => void]>([
  ['can be looked into', (far) => mkdirSync(far, { mode: 0o755 })],
  [
    'leads elsewhere',
    (far, root) => {
      mkdirSync(join(root, 'elsewhere'), { mode: 0o700 })
      symlinkSync(join(root, 'elsewhere'), far)
    },
  ],
  ['leads nowhere', (far, root) => symlinkSync(join(root, 'nowhere'), far)],
  ['is a file', (far) => writeFileSync(far, '', { mode: 0o600 })],
])('is not taken over where it %s', (_how, make) => {
  const { root, data, far } = withFarFolder()
  make(far, root)
  expect(() => socketFolder(data)).toThrow(DatabaseError)
  expect(() => socketFolder(data)).toThrow(far)
})

it.skipIf(onWindows || process.getuid?.() !== 0)('is not taken over where it is somebody else’s', () => {
  const { data, far } = withFarFolder()
  mkdirSync(far, { mode: 0o700 })
  chownSync(far, 12_345, 12_345)
  expect(() => socketFolder(data)).toThrow(
    /made by somebody else.*Remove it, or set DATA_DIR to a shorter path/,
  )
})

it.skipIf(onWindows)('is looked at in the data directory, too', () => {
  const data = mkdtempSync(join(tmpdir(), 'counterpart-near-'))
  onTestFinished(() => rmSync(data, { recursive: true, force: true }))
  const near = socketFolder(data)
  expect(near).toBe(join(data, 'run'))
  chmodSync(near, 0o777)
  expect(() => socketFolder(data)).toThrow(/others can look into it/)
})
