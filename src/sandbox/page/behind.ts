import type { ServerResponse } from 'node:http'
import { countRound } from '../count.ts'
import { DiscordControl } from '../discord/client.ts'
import { SlackControl } from '../slack/client.ts'
import type { Passed, Wire } from '../wire.ts'
import type { Urls } from './proxy.ts'
import { SAFETY } from './safety.ts'
import type { Stage } from './stage.ts'
import { createTroubles, type Trouble } from './troubles.ts'

/** How often what has passed is sent, ms, and how much of it at most: the newest. */
const BREATH_MS = 200
const MOST = 60
/** How long it is at least between two counts of what is there twice, ms. */
const RECOUNT_MS = 2_000

/** What both platforms hold, as far as something could be there twice. */
export interface Made {
  readonly twice: number
  readonly spaces: number
  readonly prompts: number
  readonly forumPosts: number
}

/** What stands behind the page: what passes on the wire, what goes wrong on purpose, and what was made twice. */
export function createBehind(urls: Urls, stage: Stage, wire: Wire) {
  const troubles = createTroubles(urls)
  const looking = new Set<() => void>()
  const changed = () => {
    for (const look of looking) look()
  }

  /** Streams all of it for as long as somebody looks; with the last one who does, troubles end. */
  function stream(response: ServerResponse): void {
    response.writeHead(200, { ...SAFETY, 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    const send = (event: string, data: unknown) => {
      if (!response.destroyed) response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
    }
    let rows: Passed[] = []
    let left = 0
    let busy = true
    let made: Made | undefined
    let counted = 0
    let counting = false
    const tell = () => send('state', { troubles: troubles.on(), killable: stage.killable(), made })
    const count = async () => {
      counting = true
      busy = false
      made = await countMade(urls).catch(() => undefined)
      counted = performance.now()
      counting = false
      tell()
    }
    const breath = setInterval(() => {
      if (rows.length > 0) send('wire', { rows, left })
      rows = []
      left = 0
      if (busy && !counting && performance.now() - counted > RECOUNT_MS) void count()
    }, BREATH_MS)
    const letGo = [
      wire.look((passed) => {
        busy = true
        rows.push(passed)
        if (rows.length <= MOST) return
        rows.shift()
        left += 1
      }),
      stage.look(tell),
      stage.lookBehind(),
    ]
    looking.add(tell)
    response.once('close', () => {
      clearInterval(breath)
      for (const go of letGo) go()
      looking.delete(tell)
      // The platforms may be gone, too.
      if (looking.size === 0) troubles.end().catch(() => undefined)
    })
    tell()
  }

  return {
    stream,
    async trouble(which: Trouble, wanted: boolean): Promise<void> {
      await troubles.set(which, wanted)
      changed()
    },
    /** `kill -9`; false where nobody would start it again. */
    kill: (): boolean => stage.kill(),
  }
}

export type Behind = ReturnType<typeof createBehind>

async function countMade(urls: Urls): Promise<Made | undefined> {
  const [slack, discord] = [new SlackControl(urls.slack), new DiscordControl(urls.discord)]
  const [guild] = (await discord.state()).guilds
  if (guild === undefined) return undefined
  const { duplicates, spaces, prompts, forumPosts } = await countRound(
    { slack, discord, guild: guild.id },
    0,
    0,
  )
  return { twice: duplicates, spaces, prompts, forumPosts }
}
