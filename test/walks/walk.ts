import type { Database } from '../../src/database/open.ts'
import { type Random, randomFrom } from '../../src/sandbox/population/random.ts'
import { cases } from '../support/thorough.ts'
import { does, possible, stateOf } from './deeds.ts'
import { expectOneTruth, expectStatusAgrees, Holds } from './holds.ts'
import { connectsAgain, disconnects, remakes, removes, takesOver } from './mending.ts'
import { type Place, TROUBLES } from './outside.ts'
import type { Somebody } from './speaking.ts'
import type { Visited } from './visited.ts'
import { wayToARound } from './way.ts'
import { DAY, WalkWorld } from './world.ts'

/** How many steps a walk has: fewer where `npm test` takes some in passing. */
const STEPS = cases(20, 30)

const WORDS = ['plan', 'open', 'close', 'reopen', 'match', 'review', 'publish', 'call-off', 'end', 'status']
const YES = [
  'Yes, call it off',
  'Yes, open it again',
  'Yes, end the round',
  'Publish',
  'Publish now',
  'Post it now',
]

/** One thing that happens: what is picked is picked by the walk's seed. */
type Step = (world: WalkWorld, random: Random) => Promise<unknown>

/** What can happen, with how often it does. */
const HAPPENS: readonly (readonly [times: number, step: Step])[] = [
  [16, goesOn],
  [2, goesBack],
  [3, byAnOrganiser((world, who, { pick }) => world.types(who, 'round', pick(WORDS)))],
  [2, byAnOrganiser((world, who, { pick }) => world.presses(who, pick(YES)))],
  [2, byAnOrganiser((world, who, { number }) => world.pressesAny(who, number))],
  [1, byAnOrganiser((world, who) => world.types(who, 'topics', 'post'))],
  [1, byAnOrganiser((world, who) => triesAgain(world, who))],
  [2, byAnOrganiser((world, who, random) => changesRules(world, who, random))],
  [2, byAnOrganiser((world, who) => remakes(world, who))],
  [1, byAnOrganiser((world, who, { pick }) => disconnects(world, who, pick(world.places)))],
  [1, (world) => connectsAgain(world)],
  [1, (world) => takesOver(world)],
  [5, joins],
  [2, bySomebody(leaves)],
  [1, bySomebody((world, who) => world.leaves(who))],
  [1, (world, { pick }) => (world.organisers.length > 0 ? world.leaves(pick(world.organisers)) : none())],
  [1, comesBack],
  [1, (world, { pick }) => world.arrives(pick(world.places))],
  [3, bySomebody(expectOneTruth)],
  [1, bySomebody((world, who) => world.types(who, 'topic'))],
  [4, breaks],
  [3, (world, random) => deletesAChannel(world, random.pick(world.places), random)],
  [2, (world, { pick }) => mends(world, pick(world.places))],
  [5, (world) => world.passes(60_000)],
  [4, (world, { pick }) => world.passes(pick([1, 2, 9, 31]) * DAY)],
]

const none = async (): Promise<void> => undefined

function byAnOrganiser(step: (world: WalkWorld, who: Somebody, random: Random) => Promise<unknown>): Step {
  return async (world, random) => {
    const can = world.acting()
    return can.length > 0 ? step(world, random.pick(can), random) : undefined
  }
}

function bySomebody(step: (world: WalkWorld, who: Somebody) => Promise<unknown>): Step {
  return async (world, { pick }) => {
    const can = world.people.filter(({ place }) => world.canAct(place))
    return can.length > 0 ? step(world, pick(can)) : undefined
  }
}

/** An organiser does what leads on, as most of their commands do. */
async function goesOn(world: WalkWorld, random: Random): Promise<void> {
  const state = await stateOf(world)
  // What is being published is mostly let be.
  const waits = state === 'publishing' && random.chance(0.8)
  const on = possible(state).filter(
    (name) => !['call-off', 'reopen', ...(waits ? ['end'] : [])].includes(name),
  )
  const [organiser] = world.acting()
  if (!organiser || on.length === 0) return world.passes(random.pick([60_000, 2 * DAY]))
  const lacking = [...world.connected.values()].some((one) => !one.announcementsRef || !one.forumRef)
  if (lacking && random.chance(0.4)) await remakes(world, organiser)
  const name = random.pick(on)
  // Nobody closes a registration that nobody has heard of.
  if (name === 'close') for (let at = 0; at < 5; at += 1) await joins(world, random)
  // What is published and ended meets a platform that is out of order, as often as not.
  if ((name === 'publish' || name === 'end') && random.chance(0.5)) await breaks(world, random)
  await does(world, organiser, name)
}

/** An organiser takes back what can be taken back. */
async function goesBack(world: WalkWorld, { pick }: Random): Promise<void> {
  const back = possible(await stateOf(world)).filter((name) => name === 'call-off' || name === 'reopen')
  const can = world.acting()
  if (can.length > 0 && back.length > 0) await does(world, pick(can), pick(back))
}

async function joins(world: WalkWorld, { pick }: Random): Promise<void> {
  const can = world.people.filter(({ place }) => world.canAct(place))
  if (can.length === 0) return
  const somebody = pick(can)
  await world.types(somebody, 'join')
  await world.presses(somebody, 'Yes, join the round')
}

/** Somebody leaves the round, where they are in one, and confirms it. */
async function leaves(world: WalkWorld, somebody: Somebody): Promise<void> {
  await world.types(somebody, 'leave')
  await world.presses(somebody, 'Leave the round')
}

async function comesBack(world: WalkWorld): Promise<void> {
  const back = world.away.findIndex(({ user }) => !user.endsWith('ORG'))
  if (back === -1) return
  world.people.push(...world.away.splice(back, 1))
}

async function triesAgain(world: WalkWorld, organiser: Somebody): Promise<void> {
  const { words, buttons } = await world.types(organiser, 'round', 'status')
  if (
    /could not be done/.test(words) !== buttons.includes('Try the failed ones again') &&
    !/Nothing is sent/.test(words)
  )
    throw new Error(`what failed cannot be tried again: ${words}`)
  if (buttons.includes('Try the failed ones again'))
    await world.presses(organiser, 'Try the failed ones again')
}

async function changesRules(world: WalkWorld, organiser: Somebody, { pick }: Random): Promise<void> {
  const reunion = pick(['never', 'after', 'after', 'rather_than_nobody'])
  await world.fills(organiser, 'programme', 'rules', { reunion, between: '1' })
}

/** Something breaks outside: the bot is removed from one workspace at most, and the platform may tell it. */
async function breaks(world: WalkWorld, { pick, chance }: Random): Promise<void> {
  const place = pick(world.places)
  const trouble = pick(TROUBLES)
  if (trouble !== 'removed') return world.breaks(place, trouble)
  await removes(world, place, chance(0.5))
}

async function mends(world: WalkWorld, place: Place): Promise<void> {
  const back = place.trouble === 'removed'
  world.breaks(place, undefined)
  if (back) await world.happens(place, 'arrived')
}

/** A channel of the programme's, or of a partnership, is deleted; the platform may tell it. */
async function deletesAChannel(world: WalkWorld, place: Place, random: Random): Promise<void> {
  const workspace = world.connected.get(place.externalId)
  if (!workspace) return
  const { id: workspaceId, announcementsRef, forumRef, organisersRef } = workspace
  const [space] = await world.desk.prisma.space.findMany({
    where: { workspaceId, ref: { not: null } },
    orderBy: { openedAt: 'desc' },
    take: 1,
  })
  const refs = [announcementsRef, forumRef, organisersRef, space?.ref ?? null].filter((ref) => ref !== null)
  if (refs.length === 0) return
  const ref = random.pick(refs)
  const told = random.chance(0.4) && place.trouble !== 'removed'
  world.steps.push(`${place.externalId}: ${ref} is deleted${told ? ', and the platform tells it' : ''}`)
  world.visited.note(ref === space?.ref ? 'a pair’s channel is deleted' : 'a channel is deleted')
  place.deleted.add(ref)
  if (told) await world.happens(place, 'channel-gone', ref)
}

/**
 * Takes a walk, and from where it ends the way to a round that is open and publishes.
 *
 * @returns what it came through
 * @throws Error that tells the walk, where there is no such way, or something went wrong on our side
 */
export async function walk(database: Database, seed: number): Promise<Visited> {
  const random = randomFrom(seed)
  const often = HAPPENS.flatMap(([times, step]) => Array.from({ length: times }, () => step))
  const world = await WalkWorld.begin(database, String(seed))
  const holds = new Holds(world)
  try {
    for (let step = 0; step < STEPS; step += 1) {
      const before = world.wall
      await random.pick(often)(world, random)
      await world.goesOn()
      await holds.afterAStep()
      if (world.wall - before >= DAY) await holds.afterDays()
      noFaults(world)
      world.visited.noteRound(world.current)
      await holds.note()
    }
    await expectStatusAgrees(world)
    await wayToARound(world, holds)
    noFaults(world)
    return world.visited
  } catch (error) {
    throw new Error(`walk ${seed}: ${error}\n${world.steps.join('\n')}`, { cause: error })
  } finally {
    await world.end()
  }
}

function noFaults({ faults }: WalkWorld): void {
  if (faults.length > 0) throw new Error(`went wrong: ${faults.join('; ')}`)
}
