import type { Fault as DiscordFault } from '../../src/sandbox/discord/faults.ts'
import type { Fault as SlackFault } from '../../src/sandbox/slack/faults.ts'

/** How often each way of failing strikes at each method, at most. */
const TIMES = 1
const PROBABILITY = 0.05
/** Longer than a request's own time-out: its deed is done when nobody listens any more, ms. */
const TOO_LATE_MS = 11_000
/** How far behind lists and histories are, ms. */
const BEHIND_MS = 8_000
/** A short wait, and one that is longer than any call may take, s. */
const WAITS = [1, 50]

const SLACK_METHODS = [
  'conversations.create',
  'conversations.invite',
  'conversations.setTopic',
  'conversations.list',
  'conversations.members',
  'conversations.history',
  'conversations.leave',
  'users.conversations',
  'chat.postMessage',
]

export function slackStorm(seed: number): SlackFault[] {
  return SLACK_METHODS.flatMap((on, index) => {
    const common = { on, times: TIMES, probability: PROBABILITY }
    const own = (way: number) => ({ ...common, seed: seed + 100 * index + way })
    const kinds = ['500-before', '500-after', 'cut-before', 'cut-after'] as const
    return [
      ...kinds.map((kind, way) => ({ ...own(way), kind })),
      ...WAITS.map((retryAfter, way) => ({ ...own(10 + way), kind: '429' as const, times: 1, retryAfter })),
      { ...own(20), kind: 'delay' as const, times: 1, ms: TOO_LATE_MS },
      { ...own(21), kind: 'stale' as const, ms: BEHIND_MS },
    ]
  })
}

const DISCORD_ROUTES = [
  'POST /guilds/:guild/channels',
  'GET /guilds/:guild/channels',
  'PUT /channels/:channel/permissions/:overwrite',
  'GET /channels/:channel',
  'POST /channels/:channel/messages',
  'GET /channels/:channel/messages',
  'POST /channels/:channel/threads',
  'GET /guilds/:guild/threads/active',
]

export function discordStorm(seed: number): DiscordFault[] {
  return DISCORD_ROUTES.flatMap((route, index) => {
    const common = { route, times: TIMES, probability: PROBABILITY }
    const own = (way: number) => ({ ...common, seed: seed + 100 * index + way })
    const actions = ['fail-before', 'fail-after', 'cut-before', 'cut-after'] as const
    return [
      ...actions.map((action, way) => ({ ...own(way), action })),
      ...WAITS.map((retryAfter, way) => ({
        ...own(10 + way),
        action: 'limit' as const,
        times: 1,
        retryAfter,
      })),
      { ...own(20), action: 'delay' as const, times: 1, ms: TOO_LATE_MS },
      { ...own(21), action: 'stale' as const, ms: BEHIND_MS },
    ]
  })
}
