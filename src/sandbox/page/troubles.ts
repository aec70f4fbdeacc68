import { DiscordControl, type Fault as DiscordFault } from '../discord/client.ts'
import { SlackControl } from '../slack/client.ts'
import type { Fault as SlackFault } from '../slack/faults.ts'
import type { Urls } from './proxy.ts'

/** What a visitor can let go wrong: answers lost after the work was done, or refused for coming too fast. */
export const TROUBLES = ['lost', 'limited'] as const
export type Trouble = (typeof TROUBLES)[number]

/** What makes something that could be there twice; what people wait for is left alone. */
const ON_SLACK = ['conversations.create', 'conversations.invite', 'chat.postMessage', 'chat.update']
const ON_DISCORD = ['POST /guilds/*/channels', 'POST /channels/*', 'PATCH /channels/*', 'PUT /channels/*']
/** Every third, by lots of their own: what is refused is not lost as well. */
const LOST = { probability: 0.34, seed: 2 }
const LIMITED = { probability: 0.34, seed: 1, retryAfter: 1 }

const FAULTS: Readonly<Record<Trouble, { slack: SlackFault[]; discord: DiscordFault[] }>> = {
  lost: {
    slack: ON_SLACK.map((on) => ({ on, kind: 'cut-after', ...LOST })),
    discord: ON_DISCORD.map((route) => ({ route, action: 'cut-after', ...LOST })),
  },
  limited: {
    slack: ON_SLACK.map((on) => ({ on, kind: '429', ...LIMITED })),
    discord: ON_DISCORD.map((route) => ({ route, action: 'limit', ...LIMITED })),
  },
}

export function createTroubles(urls: Urls) {
  const on = new Set<Trouble>()
  const [slack, discord] = [new SlackControl(urls.slack), new DiscordControl(urls.discord)]
  const arm = async () => {
    await Promise.all([slack.clearFaults(), discord.clearFaults()])
    for (const trouble of on) {
      await slack.addFaults(...FAULTS[trouble].slack)
      for (const fault of FAULTS[trouble].discord) await discord.fault(fault)
    }
  }
  return {
    on: (): Trouble[] => TROUBLES.filter((trouble) => on.has(trouble)),
    async set(trouble: Trouble, wanted: boolean): Promise<void> {
      if (wanted) on.add(trouble)
      else on.delete(trouble)
      await arm()
    },
    /** Nothing goes wrong any more behind the back of whoever switched it on. */
    async end(): Promise<void> {
      if (on.size === 0) return
      on.clear()
      await arm()
    },
  }
}
