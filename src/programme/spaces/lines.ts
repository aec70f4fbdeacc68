import type { InLine } from '../../outbox/effect.ts'

/** The order of what comes into a space: each waits for what is before it. Topics stand between, by their index. */
const PLACES = {
  space: 0,
  introduction: 1,
  'partner-left': 1,
  topic: 2,
  farewell: 100,
  'close-space': 101,
} as const

type Placed = Exclude<keyof typeof PLACES, 'topic'>

/** What comes once into every space that lives to see it. */
export type SpaceStep = Exclude<Placed, 'partner-left'>

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

/** Rounds come one after the other, and have fewer topics than this. */
const A_ROUND = 100

/** The place of a topic in a workspace's forum. @param index zero-based, in its round */
export function topicInForum(workspaceId: string, round: number, index: number): InLine {
  return { line: workspaceId, place: A_ROUND * round + index }
}
