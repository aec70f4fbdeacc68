import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { projectRoot } from '../../../src/database/root.ts'
import { drawMap } from '../../../src/messages/map/draw.ts'

/** As it runs: only what is compiled draws in a process of its own. */
const compiled = pathToFileURL(join(projectRoot, 'dist', 'src', 'messages', 'map', 'aside.js')).href

const round = { countries: [{ code: 'NZ', people: 2 }], partnerships: [['NZ', 'GB']] } as const

it('draws in a process of its own what it would draw here', async () => {
  const { drawMapAside } = (await import(compiled)) as typeof import('../../../src/messages/map/aside.ts')
  const [aside, here] = await Promise.all([drawMapAside(round), drawMap(round)])
  expect(Buffer.from(aside).equals(here)).toBe(true)
})

it('says so where it cannot be drawn', async () => {
  const { drawMapAside } = (await import(compiled)) as typeof import('../../../src/messages/map/aside.ts')
  await expect(drawMapAside({ countries: [] } as never)).rejects.toThrow('the map was not drawn')
})
