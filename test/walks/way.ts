import type { RoundState } from '../../src/database/generated/client.ts'
import { works } from './outside.ts'
import { DAY, type Somebody, type WalkWorld } from './world.ts'

/** How many commands an organiser may need. */
const MOST = 6

/** What an organiser does next in each state to have a round that is published, and what confirms it. */
const NEXT: Readonly<Record<RoundState | 'none', readonly [word: string, ...yes: string[]] | 'wait'>> = {
  none: ['open'],
  planned: ['open'],
  open: ['close'],
  matching: ['match', 'Publish', 'Publish now'],
  publishing: 'wait',
  running: ['end', 'Yes, end the round'],
  closing: 'wait',
  closed: 'wait',
}

/**
 * From wherever a walk ended: at most six commands, typed by an organiser of a workspace in which the bot still is,
 * lead to a round that was open for people who came to it, and is published. A platform that is out of order keeps
 * nobody waiting for more than a day.
 */
export async function wayToARound(world: WalkWorld): Promise<void> {
  world.steps.push('— the way to a round —')
  if (!world.places.some(works)) {
    // Somebody invites the bot again where it is to be.
    Object.assign(world.places[0], { removed: false, denied: false, lossy: false })
    await world.passes(DAY)
  }
  const organiser = world.organisers.find(({ place }) => works(place))
  if (!organiser) throw new Error('nobody can do anything')
  const began = await world.round()
  const published = (at: RoundState | 'none') => at === 'publishing' || at === 'running'
  let opened = false
  for (let commands = 0; commands <= MOST; ) {
    const round = await world.round()
    const state = round?.state ?? 'none'
    if (opened && published(state)) return expectPairs(world, round?.id ?? '')
    if (state === 'open') {
      opened = true
      await twoJoin(world, organiser)
    } else if (state === 'matching' && !opened) {
      commands += await does(world, organiser, ['reopen', 'Yes, open it again'])
      continue
    }
    const next = NEXT[state]
    if (next === 'wait') await world.passes(DAY + 60_000)
    else commands += await does(world, organiser, next)
    const now = await world.round()
    if (now?.state === state && now.id === round?.id && next === 'wait')
      throw new Error(`waited a day, and Round ${now.number} is still ${state}`)
  }
  throw new Error(`more than ${MOST} commands from ${began?.state ?? 'no round'}`)
}

/** Types it, and confirms it where that is asked for; one command. */
async function does(
  world: WalkWorld,
  organiser: Somebody,
  [word, ...yes]: readonly [string, ...string[]],
): Promise<number> {
  await world.types(organiser, 'round', word)
  for (const label of yes)
    if (!(await world.presses(organiser, label))) throw new Error(`no button says “${label}”`)
  await world.settle()
  return 1
}

/** Two people come to the organiser's workspace who have met nobody, and join. */
async function twoJoin(world: WalkWorld, { place }: Somebody): Promise<void> {
  for (let at = 0; at < 2; at += 1) {
    const somebody = await world.arrives(place)
    await world.types(somebody, 'join')
    if (!(await world.presses(somebody, 'Yes, join the round'))) throw new Error('they cannot join')
  }
}

async function expectPairs(world: WalkWorld, roundId: string): Promise<void> {
  if ((await world.partnerships(roundId)) === 0) throw new Error('nobody has a partner')
}
