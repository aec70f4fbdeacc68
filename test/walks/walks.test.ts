import { afterAll, it } from 'vitest'
import { cases } from '../support/thorough.ts'
import { useDatabase } from '../support/world.ts'
import { Visited } from './visited.ts'
import { walk } from './walk.ts'

const { WALKS, WALK_SEED = '1' } = process.env

const database = useDatabase()
const count = Number(WALKS ?? cases(3, 50))
const visited = new Visited()
let walked = 0

it.each(Array.from({ length: count }, (_, at) => Number(WALK_SEED) + at))(
  'walk %i ends where six commands lead to a round',
  async (seed) => {
    visited.add(await walk(database, seed))
    walked += 1
  },
)

// Where somebody asked for walks.
afterAll(() => {
  if (WALKS !== undefined) process.stdout.write(`\n${visited.table(walked)}\n`)
})
