import type { PrismaClient } from '../database/generated/client.ts'
import type { Happened, Told, Wish } from '../sandbox/page/stage.ts'
import { carriedOut, effectsByState } from './effects.ts'
import { createPlaces } from './on-the-map.ts'
import { readRound, signOf } from './reads.ts'
import { SCENES } from './scenes.ts'
import { factsOf, type Visitor } from './told.ts'

/** How often it is looked whether anything has changed, ms. */
const LOOK_MS = 500
/** The oldest things that happened are left out. */
const KEPT = 60

export interface Tellable {
  readonly prisma: PrismaClient
  readonly tell: (told: Told) => Promise<void>
  /** The platforms' time, epoch ms. */
  readonly now: () => number
  readonly visitor: () => Visitor | undefined
  readonly expected: number
  readonly connected: () => boolean
  readonly offered: () => readonly Wish[]
  /** Whether somebody looks behind the page. */
  readonly behind: () => boolean
}

/** Keeps the page's stage as things are: what it says of the round is read from the bot's database. */
export function createTeller(options: Tellable) {
  const { prisma, tell, now, visitor, expected, connected, offered, behind } = options
  const places = createPlaces()
  const happened: Happened[] = []
  let words = ''
  let busy: string | undefined
  let until: number | undefined
  let before = ''
  let counted: ReadonlyMap<string, number> | undefined
  let turn = Promise.resolve()
  let stopped = false

  async function look(): Promise<void> {
    const offers = [...offered()]
    const guest = visitor()
    const effects = behind() ? await effectsByState(prisma) : undefined
    const sign = JSON.stringify([
      await signOf(prisma),
      effects,
      words,
      busy,
      until,
      offers,
      guest,
      happened.length,
    ])
    if (sign === before || stopped) return
    before = sign
    const read = await readRound(prisma)
    const facts = factsOf({ read, places, visitor: guest, expected, connected: connected() })
    await tell({
      title: titleOf(read.round?.number),
      words,
      ...facts,
      offers,
      ...(until !== undefined && { until }),
      ...(busy !== undefined && { busy }),
      happened,
      ...(effects && { effects }),
    })
  }

  const inTurn = (work: () => Promise<void>): Promise<void> => {
    // What cannot be read or told now is so at the next look.
    turn = turn.then(work).catch(() => undefined)
    return turn
  }
  const timer = setInterval(() => void inTurn(look), LOOK_MS)

  return {
    /** What is going on, and until when the visitor is waited for. */
    say(sentence: string, more: { until?: number; busy?: string } = {}): void {
      words = sentence
      until = more.until
      busy = more.busy
    },
    look: () => inTurn(look),
    /** What has happened since this was last asked, as scenes; nothing of what was there when it was first asked. */
    async notice(): Promise<void> {
      const fresh = await carriedOut(prisma)
      const known = counted
      counted = fresh
      if (known === undefined) return
      const scenes = SCENES.map((scene) => ({
        ...scene,
        count: scene.kinds.reduce((sum, kind) => sum + (fresh.get(kind) ?? 0) - (known.get(kind) ?? 0), 0),
      })).filter(({ count }) => count > 0)
      if (scenes.length === 0) return
      const read = await readRound(prisma)
      const facts = factsOf({ read, places, visitor: visitor(), expected, connected: connected() })
      for (const { title, words: inWords, where, count } of scenes) {
        const [of] = facts.pair ?? []
        const home = read.workspaces.find(({ externalId }) => externalId === of?.place)
        const channel = {
          pair: of?.channel,
          news: home?.announcementsRef,
          forum: home?.forumRef,
        }[where]
        happened.unshift({
          at: now(),
          title,
          words: inWords(count),
          ...(of && channel && { spot: { ...of, channel } }),
        })
      }
      happened.splice(KEPT)
      await inTurn(look)
    },
    stop(): Promise<void> {
      stopped = true
      clearInterval(timer)
      return turn
    },
  }
}

export type Teller = ReturnType<typeof createTeller>

/** The first one has a name that everybody knows. */
function titleOf(number: number | undefined): string {
  if (number === undefined) return 'No round yet'
  return number === 1 ? 'Round One' : `Round ${number}`
}
