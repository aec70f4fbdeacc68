import { canSee } from '../world/access.ts'
import type { World, WorldEvent } from '../world/world.ts'

export interface News {
  readonly seq: number
  /** The gateway's name for what happened. */
  readonly t: string
  readonly channel: string | null
}

interface Entry extends News {
  readonly guild: string | null
  readonly user: string | null
}

const KEPT = 5_000

/** What happened, numbered, for those who wait for something new before a person. */
export function createFeed(world: World) {
  let seq = 0
  let kept: Entry[] = []
  const waiting = new Set<(entry: Entry) => void>()

  const concerns = (entry: Entry, guild: string, user: string): boolean => {
    if (entry.user !== null) return entry.user === user
    if (entry.guild !== guild && entry.guild !== null) return false
    const channel = entry.channel === null ? undefined : world.state.channels.get(entry.channel)
    return channel !== undefined && canSee(world, channel, user)
  }

  world.listen((event: WorldEvent) => {
    if (event.app != null) return
    seq++
    const entry = {
      seq,
      t: event.t,
      channel: event.channel ?? null,
      guild: event.guild ?? null,
      user: event.user ?? null,
    }
    kept.push(entry)
    if (kept.length > KEPT + 500) kept = kept.slice(-KEPT)
    for (const wake of [...waiting]) wake(entry)
  })

  return {
    seq: () => seq,
    /** What is new for a person after `after`, at once where there is something, else within `ms` or until the caller is gone. */
    wait(
      guild: string,
      user: string,
      after: number,
      ms: number,
      gone: AbortSignal,
    ): Promise<{ seq: number; news: News[] }> {
      const news = (entries: readonly Entry[]) => ({
        seq,
        news: entries.map(({ seq: at, t, channel }) => ({ seq: at, t, channel })),
      })
      const known = kept.filter((entry) => entry.seq > after && concerns(entry, guild, user))
      if (known.length > 0) return Promise.resolve(news(known))
      return new Promise((resolve) => {
        const finish = (entries: readonly Entry[]) => {
          clearTimeout(timer)
          gone.removeEventListener('abort', leave)
          waiting.delete(wake)
          resolve(news(entries))
        }
        const wake = (entry: Entry) => {
          if (concerns(entry, guild, user)) finish([entry])
        }
        const leave = () => finish([])
        const timer = setTimeout(leave, ms)
        waiting.add(wake)
        gone.addEventListener('abort', leave)
      })
    },
  }
}

export type Feed = ReturnType<typeof createFeed>
