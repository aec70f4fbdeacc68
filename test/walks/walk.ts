import type { Database } from '../../src/database/open.ts'
import { type Random, randomFrom } from '../../src/sandbox/population/random.ts'
import { wayToARound } from './way.ts'
import { DAY, WalkWorld } from './world.ts'

/** How many steps a walk has. */
const STEPS = 30

const WORDS = ['plan', 'open', 'close', 'reopen', 'match', 'review', 'publish', 'call-off', 'end', 'status']
const YES = [
  'Yes, call it off',
  'Yes, open it again',
  'Yes, end the round',
  'Post it now',
  'Publish',
  'Publish now',
]

type Pick = Random['pick']

/** What can happen, with how often it does. */
const HAPPENS: readonly (readonly [
  number,
  (world: WalkWorld, pick: Pick, random: () => number) => Promise<unknown>,
])[] = [
  [6, (world, pick) => world.types(organiser(world, pick), 'round', pick(WORDS))],
  [4, (world, pick) => world.presses(organiser(world, pick), pick(YES))],
  [3, (world, pick, random) => world.pressesAny(organiser(world, pick), random)],
  [1, (world, pick) => world.types(organiser(world, pick), 'topics', 'post')],
  [6, joins],
  [1, (world, pick) => world.types(pick(world.people), 'leave')],
  [1, (world, pick) => world.presses(pick(world.people), 'Leave the round')],
  [1, (world, pick) => world.leaves(pick(world.people))],
  [1, (world, pick) => world.arrives(pick(world.places))],
  [1, (world, pick) => world.types(pick(world.people), pick(['guide', 'partner', 'topic']))],
  [2, changes],
  [2, mends],
  [5, (world) => world.passes(60_000)],
  [2, (world, pick) => world.passes(pick([1, 2, 9, 31]) * DAY)],
]

const organiser = (world: WalkWorld, pick: Pick) => pick(world.organisers)

async function joins(world: WalkWorld, pick: Pick): Promise<void> {
  const somebody = pick(world.people)
  await world.types(somebody, 'join')
  await world.presses(somebody, 'Yes, join the round')
}

/** Something breaks outside. */
async function changes(world: WalkWorld, pick: Pick): Promise<void> {
  const place = pick(world.places)
  const what = pick(['removed', 'denied', 'channelless', 'lossy'] as const)
  world.steps.push(`${place.externalId}: ${what}`)
  place[what] = true
}

/** All that broke in a workspace is mended. */
async function mends(world: WalkWorld, pick: Pick): Promise<void> {
  const place = pick(world.places)
  world.steps.push(`${place.externalId}: mended`)
  Object.assign(place, { removed: false, denied: false, channelless: false, lossy: false })
}

/**
 * Takes a walk, and from where it ends the way to a round that is open and publishes.
 *
 * @throws Error that tells the walk, where there is no such way, or something went wrong on our side
 */
export async function walk(database: Database, seed: number): Promise<void> {
  const random = randomFrom(seed)
  const { pick, number } = random
  const often = HAPPENS.flatMap(([times, step]) => Array.from({ length: times }, () => step))
  const world = await WalkWorld.begin(database, String(seed))
  try {
    for (let step = 0; step < STEPS; step += 1) {
      await pick(often)(world, pick, number)
      await world.office.deliver()
    }
    await wayToARound(world)
    if (world.faults.length > 0) throw new Error(`went wrong: ${world.faults.join('; ')}`)
  } catch (error) {
    throw new Error(`walk ${seed}: ${error}\n${world.steps.join('\n')}`, { cause: error })
  } finally {
    await world.end()
  }
}
