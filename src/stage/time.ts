import type { Bot } from '../bot.ts'
import type { Wish } from '../sandbox/page/stage.ts'
import type { Story } from '../sandbox/round-one.ts'
import type { Settlement } from '../sandbox/settlement.ts'
import { outcomes } from './effects.ts'
import { progressOf } from './reads.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** How much time passes at once, so that everything comes at its hour of the day. */
const STEP_MS = DAY_MS / 2
/** No round takes longer, in such steps: two years. */
const MOST_STEPS = 1_460

export interface Timeline {
  readonly bot: Bot
  readonly place: Settlement
  readonly story: Story
  readonly save: () => void
  /** Called after each step. */
  readonly passed: () => Promise<void>
  /** Called as often as it is looked how much of what is due has gone out. */
  readonly told?: (passing: Passing) => void
}

/** How much of what was due since time began to pass has gone out. */
export interface Passing {
  /** The platforms' time, epoch ms. */
  readonly at: number
  readonly due: number
  readonly out: number
}

/** How often it is looked, ms. */
const LOOK_MS = 200

/** What moving the clock can be wished for, while a round runs. */
export const TIMES: readonly Wish[] = ['hour', 'day', 'topic', 'end']

/** Moves everybody's calendar on, and lets what is due happen; gives how much that was. */
export async function passTime(timeline: Timeline, wish: Wish): Promise<Passing> {
  const { bot, story } = timeline
  const before = await outcomes(bot.database.prisma)
  const look = async (waiting: number): Promise<Passing> => {
    const now = await outcomes(bot.database.prisma)
    // What is half a year old is removed.
    const out = Math.max(0, now.done - before.done)
    const due = out + Math.max(0, now.failed - before.failed) + waiting
    return { at: Date.now() + (story.aheadMs ?? 0), due, out }
  }
  await move({ ...timeline, looked: async (waiting) => timeline.told?.(await look(waiting)) }, wish)
  return look(await bot.pending())
}

/** `looked` hears how much is still under way. */
type Moving = Timeline & { readonly looked: (waiting: number) => Promise<void> }

async function move(timeline: Moving, wish: Wish): Promise<void> {
  if (wish === 'hour') return advance(timeline, HOUR_MS)
  if (wish === 'day') {
    await advance(timeline, STEP_MS)
    return advance(timeline, STEP_MS)
  }
  const { prisma } = timeline.bot.database
  const { issued: before } = await progressOf(prisma)
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const { state, issued } = await progressOf(prisma)
    if (state !== 'running' && state !== 'closing') return
    if (wish === 'topic' && issued !== before) {
      if ((await prisma.prompt.count({ where: { postedAt: null } })) === 0) return
    }
    await advance(timeline, STEP_MS)
  }
}

/** @param ms by how much */
export async function advance(
  { bot, place, story, save, passed, looked }: Timeline & Partial<Moving>,
  ms: number,
): Promise<void> {
  story.aheadMs = (story.aheadMs ?? 0) + ms
  save()
  await Promise.all([place.slack.setClock(story.aheadMs), place.discord.advance(ms)])
  await bot.tick()
  for (;;) {
    const waiting = await bot.pending()
    await looked?.(waiting)
    if (waiting === 0) break
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
  await passed()
}
