import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { drawMap, type RoundMap } from './draw.ts'

/** Far more than a picture has, bytes; and far longer than drawing one takes, ms. */
const MOST = 16 << 20
const LONGEST = 60_000

/**
 * `drawMap`, by a process of its own. What the libraries for it take, some 60 MB, is not given back by the process that
 * has used them, and a map is drawn once or twice in a round.
 */
export function drawMapAside(round: RoundMap): Promise<Uint8Array> {
  // Only compiled code can be run by itself.
  if (!import.meta.url.endsWith('.js')) return drawMap(round)
  const program = fileURLToPath(new URL('./aside-process.js', import.meta.url))
  return new Promise((resolve, reject) => {
    // Of the environment, with its tokens, what Windows needs to begin a process.
    const { SystemRoot } = process.env
    const env = SystemRoot === undefined ? {} : { SystemRoot }
    const options = { encoding: 'buffer', maxBuffer: MOST, timeout: LONGEST, env } as const
    const drawing = execFile(process.execPath, [program], options, (error, picture) => {
      if (error) reject(new Error('the map was not drawn', { cause: error }))
      else resolve(picture)
    })
    // It tells by its end if it did not hear all of it.
    drawing.stdin?.on('error', () => undefined)
    drawing.stdin?.end(JSON.stringify(round))
  })
}
