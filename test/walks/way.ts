import { type DeedName, does, type State, stateOf } from './deeds.ts'
import type { Holds } from './holds.ts'
import { connectsAgain, remakes, takesOver } from './mending.ts'
import { works } from './outside.ts'
import type { Somebody } from './speaking.ts'
import { DAY, type WalkWorld } from './world.ts'

/** How many commands an organiser may need. */
const MOST = 6
/** How many days they may have to wait for it: what follows from another thing may stand still, too. */
const MOST_DAYS = 5

/** What an organiser does next in each state to have a round that is published. */
const NEXT: Readonly<Record<State, DeedName | 'wait'>> = {
  none: 'open',
  planned: 'open',
  open: 'close',
  matching: 'publish',
  publishing: 'wait',
  running: 'end',
  closing: 'wait',
  closed: 'wait',
}

/**
 * From wherever a walk ended: at most six commands, typed by an organiser of a workspace in which the bot still is,
 * lead to a round that was open for people who came to it, and is published. A platform that is out of order keeps
 * nobody waiting for more than a day.
 */
export async function wayToARound(world: WalkWorld, holds: Holds): Promise<void> {
  world.steps.push('— the way to a round —')
  world.visited.over = true
  const began = await stateOf(world)
  const [acting] = world.acting()
  let commands = acting ? 0 : 1
  const organiser = acting ?? (await takesOver(world))
  if (!organiser) throw new Error('nobody can do anything')
  let opened = false
  let days = 0
  for (;;) {
    const round = await world.round()
    const state = round?.state ?? 'none'
    if (opened && (state === 'publishing' || state === 'running')) break
    if (commands === MOST) throw new Error(`more than ${MOST} commands from ${began}`)
    if (state === 'open') {
      opened = true
      await twoJoin(world, organiser)
    }
    const next = state === 'matching' && !opened ? 'reopen' : NEXT[state]
    if (next === 'wait') {
      days += 1
      if (days > MOST_DAYS) throw new Error(`waited for days, and Round ${round?.number} is still ${state}`)
      await world.passes(DAY + 60_000)
    } else {
      commands += 1
      if (!(await does(world, organiser, next))) await mends(world, organiser)
      await world.goesOn()
    }
    await holds.afterAStep()
  }
  world.visited.over = false
  world.visited.note(`the way took ${commands} commands`)
}

/** What kept a round from being opened: no workspace has a channel for it. */
async function mends(world: WalkWorld, organiser: Somebody): Promise<void> {
  if (!world.places.some((place) => works(place) && world.connected.has(place.externalId))) {
    const place = organiser.place
    world.breaks(place, undefined)
    await world.passes(60_000)
  }
  await connectsAgain(world)
  await remakes(world, organiser)
  if ([...world.connected.values()].every(({ announcementsRef }) => announcementsRef === null))
    throw new Error('no channel for announcements could be made')
}

/** Two people come to the organiser's workspace who have met nobody, and join. */
async function twoJoin(world: WalkWorld, { place }: Somebody): Promise<void> {
  for (let at = 0; at < 2; at += 1) {
    const somebody = await world.arrives(place)
    await world.types(somebody, 'join')
    if (!(await world.presses(somebody, 'Yes, join the round'))) throw new Error('they cannot join')
  }
}
