import { defineConfig, mergeConfig } from 'vitest/config'
import { BROKEN } from './test/walks/broken.ts'
import thorough from './vitest.thorough.config.ts'

const broken = BROKEN[process.env.WALK_BROKEN ?? '']
const NO_MAP = 'export const MAP_SIZE = {}\nexport const drawMap = async () => Buffer.alloc(0)'

/** `npm run walk`: as the thorough run has them, but without drawing a map at each publication, which takes half the time. */
export default mergeConfig(
  thorough,
  defineConfig({
    plugins: [
      {
        name: 'walks',
        enforce: 'pre',
        transform(code, id) {
          if (id.endsWith('/src/messages/map/draw.ts')) return NO_MAP
          if (!broken || !id.endsWith(broken.file)) return undefined
          if (!code.includes(broken.from)) throw new Error(`${broken.file} reads otherwise by now`)
          return code.replace(broken.from, () => broken.to)
        },
      },
    ],
  }),
)
