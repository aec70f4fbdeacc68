import { afterAll, it } from 'vitest'
import { cases } from '../support/thorough.ts'
import { useDatabase } from '../support/world.ts'
import { Visited } from './visited.ts'
import { walk } from './walk.ts'

const { WALKS, WALK_SEED = '1', WALK_BROKEN } = process.env

const all = Number(WALKS ?? cases(3, 50))
/** How many files share them: one where only one is run, which is so where it matters which walk comes first, too. */
const files = cases(1, WALK_BROKEN === undefined && all > 1 ? 2 : 1)

/** One file's share of the walks: every second one, so that two processors take them at once. @param file 0 or 1 */
export function shareOfWalks(file: 0 | 1): void {
  const database = useDatabase()
  const visited = new Visited()
  let walked = 0
  const seeds = Array.from({ length: all }, (_, at) => at).filter((at) => files === 1 || at % files === file)

  it.each(seeds.map((at) => Number(WALK_SEED) + at))(
    'walk %i ends where six commands lead to a round',
    async (seed) => {
      visited.add(await walk(database, seed))
      walked += 1
    },
  )
  // Where somebody asked for walks.
  afterAll(() => {
    if (WALKS !== undefined && walked > 0) process.stdout.write(`\n${visited.table(walked)}\n`)
  })
}
