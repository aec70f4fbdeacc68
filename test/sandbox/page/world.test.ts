import { expect, it } from 'vitest'
import { mapOfWorld } from '../../../src/messages/map/draw.ts'

const ASSETS = '../../../src/sandbox/page/assets'

/** After a change of the map: `npx vitest run test/sandbox/page/world.test.ts -u`. */
it('has the world that the kick-off’s map is drawn on', async () => {
  const { svg, places } = await mapOfWorld()
  await expect(svg).toMatchFileSnapshot(`${ASSETS}/world.svg`)
  const lines = Object.entries(places).map(([code, [x, y]]) => `"${code}": [${x}, ${y}]`)
  await expect(`{\n  ${lines.join(',\n  ')}\n}\n`).toMatchFileSnapshot(`${ASSETS}/places.json`)
})
