import type { InLine } from '../../outbox/effect.ts'

/** The order of what comes into a space: each waits for what is before it. Topics stand between, by their index. */
const PLACES = {
  space: 0,
  introduction: 1,
  'partner-left': 1,
  'space-access': 1,
  // After the word to those who stay, and after whatever lets the same person in.
  'space-out': 2,
  topic: 2,
  farewell: 100,
  'close-space': 101,
} as const

type Placed = Exclude<keyof typeof PLACES, 'topic'>

/** What comes once into every space that lives to see it. */
export type SpaceStep = Exclude<Placed, 'partner-left' | 'space-access' | 'space-out'>

/**
 * The place of something in a partnership's space. A line orders what is recorded: what is recorded before the space is
 * introduced, and must come after, has to wait for that itself.
 */
export function inSpace(spaceId: string, what: Placed): InLine {
  return { line: spaceId, place: PLACES[what] }
}

/** The place of a topic in a partnership's space. @param index zero-based, in its round */
export function topicInSpace(spaceId: string, index: number): InLine {
  return { line: spaceId, place: PLACES.topic + index }
}

/** The order of what is announced of a round. */
const ANNOUNCED = { open: 0, 'open-again': 1, 'called-off': 2, 'kick-off': 3, end: 4 } as const

/** The place of something in a workspace's announcement channel. */
export function inNews(workspaceId: string, round: number, what: keyof typeof ANNOUNCED): InLine {
  return { line: `news:${workspaceId}`, place: A_ROUND * round + ANNOUNCED[what] }
}

/** Rounds come one after the other, and have fewer topics than this. */
const A_ROUND = 100

/** The place of a topic in a workspace's forum. @param index zero-based, in its round */
export function topicInForum(workspaceId: string, round: number, index: number): InLine {
  return { line: workspaceId, place: A_ROUND * round + index }
}
