import { describe, it } from 'vitest'
import { discordPlace, slackPlace } from '../contract/places.ts'
import { cases, THOROUGH_MS } from '../support/thorough.ts'
import { localWalk } from './local.ts'

const { WALKS, WALK_SEED = '1' } = process.env

/** Of so many walks, one is taken on each platform as people see it. */
const OF = 100
const each = WALKS === undefined ? cases(0, 1) : Math.ceil(Number(WALKS) / OF)
const seeds = Array.from({ length: each }, (_, at) => Number(WALK_SEED) + at)

describe.each([
  ['slack', slackPlace],
  ['discord', discordPlace],
] as const)('on the local %s', (_platform, open) => {
  it.each(seeds)(
    'walk %i ends where six commands lead to a round',
    (seed) => localWalk(open, seed),
    THOROUGH_MS,
  )
})
