import type { RoundState } from '../../src/database/generated/client.ts'
import { mightPair } from './pairs.ts'
import type { Somebody } from './speaking.ts'
import type { WalkWorld } from './world.ts'

/** Where a round can be: there may be none. */
export type State = RoundState | 'none'

interface Deed {
  /** What is typed after `/round`. */
  readonly word: string
  /** The buttons that are pressed then, each on what the one before showed. */
  readonly yes: readonly string[]
  /** From which states it leads to which. */
  readonly leads: Readonly<Partial<Record<State, readonly State[]>>>
}

/** What organisers do with a round, and what comes of it, always. */
export const DEEDS = {
  plan: { word: 'plan', yes: [], leads: { none: ['planned'] } },
  open: { word: 'open', yes: [], leads: { none: ['open'], planned: ['open'] } },
  close: { word: 'close', yes: [], leads: { open: ['matching'] } },
  reopen: { word: 'reopen', yes: ['Yes, open it again'], leads: { matching: ['open'] } },
  publish: {
    word: 'match',
    yes: ['Publish', 'Publish now'],
    leads: { matching: ['publishing', 'running'] },
  },
  'call-off': {
    word: 'call-off',
    yes: ['Yes, call it off'],
    leads: { planned: ['none'], open: ['none'], matching: ['none'] },
  },
  end: {
    word: 'end',
    yes: ['Yes, end the round'],
    leads: { publishing: ['closing'], running: ['closing', 'none'] },
  },
} satisfies Record<string, Deed>
export type DeedName = keyof typeof DEEDS

export const stateOf = async (world: WalkWorld): Promise<State> => (await world.round())?.state ?? 'none'

/** The deeds that lead on from a state. */
export function possible(state: State): DeedName[] {
  return (Object.keys(DEEDS) as DeedName[]).filter((name) => state in DEEDS[name].leads)
}

/**
 * An organiser does something that can be done in the state in which the round is, and confirms it: it must lead where
 * it always does, unless it was refused for a reason that is one.
 *
 * @returns whether it was done
 */
export async function does(world: WalkWorld, organiser: Somebody, name: DeedName): Promise<boolean> {
  const { word, yes, leads }: Deed = DEEDS[name]
  const from = await stateOf(world)
  let heard = await world.types(organiser, 'round', word)
  for (const label of yes) {
    if (!heard.buttons.includes(label)) break
    heard = (await world.presses(organiser, label)) ?? heard
  }
  const to = await stateOf(world)
  if (leads[from]?.includes(to)) {
    world.visited.note(`done: ${name}`)
    return true
  }
  const mayNot = name === 'publish' ? await mayNotPublish(world, organiser) : await mayNotOpen(world, name)
  if (mayNot) return false
  throw new Error(`“${word}” led from ${from} to ${to}: ${heard.words}`)
}

/** Nobody can be told that a round is open where no workspace has a channel for it. */
async function mayNotOpen({ connected, visited }: WalkWorld, name: DeedName): Promise<boolean> {
  const none = [...connected.values()].every(({ announcementsRef }) => announcementsRef === null)
  if (none) visited.note('nowhere to announce')
  return name === 'open' && none
}

/** A draft that pairs nobody is not published; but then nobody could be paired. */
async function mayNotPublish(world: WalkWorld, organiser: Somebody): Promise<boolean> {
  const round = await world.round()
  if (!round) return false
  const { refusal, buttons } = await world.types(organiser, 'round', 'publish')
  const nobody = refusal === 'nobody-paired' || refusal === 'no-draft'
  if (!nobody || buttons.length === 0 || (await mightPair(world, round.id))) return false
  world.visited.note('nobody to pair')
  return true
}
