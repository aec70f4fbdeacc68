/** Where somebody stands in front of a client: as whom, and in which channel. */
export interface Spot {
  readonly platform: 'slack' | 'discord'
  /** The Slack workspace or the Discord server. */
  readonly place: string
  readonly person: string
  readonly channel: string
  /** Who that is, in words. */
  readonly name?: string
}

export interface Step {
  readonly title: string
  readonly state: 'done' | 'now' | 'next'
}

/** What the page's buttons ask of whoever tells the story. */
export const WISHES = [
  'go-on',
  'close',
  'match',
  'publish',
  'crowd',
  'hour',
  'day',
  'topic',
  'end',
  'ten',
  'again',
  'empty',
] as const
export type Wish = (typeof WISHES)[number]

/** Something that was seen to happen as time moved. */
export interface Happened {
  /** The platforms' time, epoch ms. */
  readonly at: number
  readonly title: string
  readonly words: string
  readonly spot?: Spot
}

/** All that the stage shows: what has become of the round, and what can be done about it. */
export interface Told {
  readonly title: string
  /** What is going on, in a sentence. */
  readonly words: string
  readonly steps: readonly Step[]
  readonly count: { readonly done: number; readonly of: number; readonly what: string }
  readonly map: {
    /** Where those who joined live, on the picture of the world: x, y, x, y… */
    readonly dots: readonly number[]
    /** From where to where partnerships go: x, y, x, y of both partners, and so on. */
    readonly lines: readonly number[]
  }
  /** Whether newcomers can join now. */
  readonly open: boolean
  /** When it goes on by itself, epoch ms. */
  readonly until?: number
  readonly offers: readonly Wish[]
  /** What is being done just now, where something is. */
  readonly busy?: string
  readonly visitor?: Spot & { readonly state: 'here' | 'joined' | 'paired' | 'unpaired' }
  readonly organiser?: Spot
  /** Both partners of a pair, in their channel: the visitor's own, where there is one. */
  readonly pair?: readonly [Spot, Spot]
  readonly happened: readonly Happened[]
  /** Where somebody looks behind the page: how many effects of each kind are in each state. */
  readonly effects?: readonly Effects[]
}

export interface Effects {
  /** In words. */
  readonly kind: string
  readonly state: string
  readonly count: number
}

/** A visitor who came in by a door of the page, as the story hears of them. */
export interface Guest {
  readonly platform: Spot['platform']
  readonly person: string
}

export type Message =
  | { readonly wish: Wish }
  | { readonly guest: Guest }
  /** Whether somebody looks behind the page, and wants to see the effects. */
  | { readonly behind: boolean }

/**
 * Between the page and whoever tells the story, which are processes of their own: what was told last, and the ears for
 * what visitors want.
 */
export function createStage() {
  let told: Told | undefined
  const looking = new Set<() => void>()
  const listening = new Map<(message: Message) => void, number>()
  let behind = 0
  const say = (message: Message): boolean => {
    for (const hear of listening.keys()) hear(message)
    return listening.size > 0
  }
  const pids = () => [...listening.values()].filter((pid) => pid > 1)
  const changed = () => {
    for (const look of [...looking]) look()
  }
  return {
    told: () => (listening.size > 0 ? told : undefined),
    tell(fresh: Told) {
      told = fresh
      changed()
    },
    /** Somebody looks; hears of every change until they let go. */
    look(hear: () => void): () => void {
      looking.add(hear)
      return () => void looking.delete(hear)
    },
    /** Somebody looks behind the page, until they let go. */
    lookBehind(): () => void {
      behind += 1
      if (behind === 1) say({ behind: true })
      return () => {
        behind -= 1
        if (behind === 0) say({ behind: false })
      }
    },
    /**
     * Somebody tells the story.
     *
     * @param pid their process, where it is started again when it is killed; else 0
     */
    listen(hear: (message: Message) => void, pid = 0): () => void {
      listening.set(hear, pid)
      if (behind > 0) hear({ behind: true })
      changed()
      return () => {
        listening.delete(hear)
        changed()
      }
    },
    /** Says what a visitor wants; false where nobody is there to do it. */
    say,
    killable: () => pids().length > 0,
    /** `kill -9` of whoever tells the story; false where nobody would start them again. */
    kill(): boolean {
      const there = pids()
      for (const pid of there) process.kill(pid, 'SIGKILL')
      return there.length > 0
    },
  }
}

export type Stage = ReturnType<typeof createStage>
