import { it } from 'vitest'
import { cases } from '../support/thorough.ts'
import { useDatabase } from '../support/world.ts'
import { walk } from './walk.ts'

const { WALKS, WALK_SEED = '1' } = process.env

const database = useDatabase()

it.each(Array.from({ length: Number(WALKS ?? cases(3, 50)) }, (_, at) => Number(WALK_SEED) + at))(
  'walk %i ends where six commands lead to a round',
  async (seed) => {
    await walk(database, seed)
  },
)
