import type { ServerResponse } from 'node:http'

/** Something that passed between a bot and a platform: what it was and how it ended. Nothing of what it held. */
export interface Passed {
  /** Epoch ms, of this machine's clock. */
  readonly at: number
  readonly platform: 'slack' | 'discord'
  readonly from: 'bot' | 'platform'
  /** A method, a route with the names of its parameters, or an event's name: never an id, a token or a word of people's. */
  readonly what: string
  /** A status with a platform's own code, or that no answer was given. */
  readonly outcome: string
  /** How long it took; of what nobody answers, nothing. */
  readonly ms?: number
}

/** Tells those who look what passes between the bot and the platforms. Where nobody looks, nothing is noted. */
export function createWire() {
  const looking = new Set<(passed: Passed) => void>()
  const tell = (passed: Passed) => {
    for (const hear of looking) hear(passed)
  }
  return {
    look(hear: (passed: Passed) => void): () => void {
      looking.add(hear)
      return () => void looking.delete(hear)
    },
    /** Follows a bot's request until its answer is out, or its line is cut. */
    follow(
      platform: Passed['platform'],
      what: string,
      response: ServerResponse,
    ): { says(code: string): void } {
      if (looking.size === 0) return NOBODY
      const [at, began] = [Date.now(), performance.now()]
      let said = ''
      response.once('close', () => {
        const answered = response.writableFinished
        const outcome = answered ? `${response.statusCode} ${said}`.trim() : 'no answer'
        tell({ at, platform, from: 'bot', what, outcome, ms: Math.round(performance.now() - began) })
      })
      return {
        says(code) {
          said = code
        },
      }
    },
    /** A platform has told the bot something. */
    told(platform: Passed['platform'], what: string, outcome: string, ms?: number): void {
      if (looking.size === 0) return
      tell({ at: Date.now(), platform, from: 'platform', what, outcome, ...(ms !== undefined && { ms }) })
    },
  }
}

const NOBODY = { says: () => undefined }

export type Wire = ReturnType<typeof createWire>
