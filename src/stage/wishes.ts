import type { Message, Wish } from '../sandbox/page/stage.ts'

/** What visitors of the page want, heard by whoever waits for it; what nobody waits for is not kept. */
export function createWishes() {
  let waiting: { readonly accepts: ReadonlySet<Wish>; readonly take: (wish: Wish) => void } | undefined
  return {
    /** What can be wished for now. */
    offered: (): Wish[] => [...(waiting?.accepts ?? [])],
    hear(message: Message): boolean {
      if (!('wish' in message) || !waiting?.accepts.has(message.wish)) return false
      const { take } = waiting
      waiting = undefined
      take(message.wish)
      return true
    },
    /**
     * Resolves with what somebody wants of `accepts`; with nothing at `until` (epoch ms), or when `look`, which is
     * asked now and then, says that there is nothing to wait for any more.
     */
    next(
      accepts: readonly Wish[],
      { until, over }: { until?: number; over?: () => Promise<boolean> } = {},
    ): Promise<Wish | undefined> {
      return new Promise((resolve, reject) => {
        const finish = (wish?: Wish) => {
          clearInterval(timer)
          if (waiting === mine) waiting = undefined
          resolve(wish)
        }
        const mine = { accepts: new Set(accepts), take: finish }
        waiting = mine
        const look = async () => {
          if (until !== undefined && Date.now() >= until) finish()
          else if (await over?.()) finish()
        }
        const timer = setInterval(() => {
          look().catch((error: unknown) => {
            clearInterval(timer)
            reject(error)
          })
        }, LOOK_MS)
      })
    },
  }
}

const LOOK_MS = 500

export type Wishes = ReturnType<typeof createWishes>
