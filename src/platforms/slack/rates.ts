import type { Quota } from '../../port/budget.ts'

/**
 * Slack's tiers, in calls a minute for one method, workspace and app
 * (docs.slack.dev, apis/web-api/rate-limits).
 */
const TIERS = { t2: 20, t3: 50, t4: 100 } as const
type Tier = keyof typeof TIERS

/** Where Slack's own sources differ (`users.conversations`), the lower tier. */
const METHODS: Readonly<Record<string, Tier>> = {
  'conversations.create': 't2',
  'conversations.list': 't2',
  'conversations.setTopic': 't2',
  'users.conversations': 't2',
  'chat.delete': 't3',
  'chat.update': 't3',
  'conversations.history': 't3',
  'conversations.invite': 't3',
  'conversations.join': 't3',
  'conversations.kick': 't3',
  'conversations.leave': 't3',
  'conversations.open': 't3',
  'conversations.members': 't4',
  'files.completeUploadExternal': 't4',
  'files.getUploadURLExternal': 't4',
}

/** How many calls of a method may go at once; few, because Slack does not say how it counts a minute. */
const BURST = 3

/**
 * What people wait for and a crowd needs many of at once. Half of a minute's calls may go at once and half spread
 * over it, so that no minute, however Slack counts it, has more than the tier allows.
 */
const ASKED = ['users.info', 'views.open', 'views.publish', 'views.update'] as const
const HALF = TIERS.t4 / 2
/**
 * Of the questions who somebody is: what those may take whose answer is no more than a help, and those of the daily look
 * whether people are still there, which is enough for ten thousand.
 */
const SPARE = { help: { perMinute: 20, burst: 20 }, look: { perMinute: 10, burst: 10 } } as const

/** What a call that somebody waits for takes from their budget; nothing where such calls are few. */
export function askedQuotasOf(team: string, method: string, spare?: keyof typeof SPARE): Quota[] {
  if (!ASKED.some((name) => name === method)) return []
  const all = { key: `${team}/${method}`, perMinute: HALF, burst: HALF }
  return spare ? [{ key: `${all.key}/${spare}`, ...SPARE[spare] }, all] : [all]
}

/** What a call takes from the budget. `channel` is where a message goes. */
export function quotasOf(team: string, method: string, channel?: string): Quota[] {
  if (method === 'chat.postMessage') {
    // One message a second into a channel; for a workspace Slack says "several hundred" a minute.
    const all = { key: `${team}/${method}`, perMinute: 240, burst: 8 }
    return channel === undefined ? [all] : [{ key: `${team}/${channel}`, perMinute: 60, burst: 2 }, all]
  }
  const tier = METHODS[method]
  return tier === undefined ? [] : [{ key: `${team}/${method}`, perMinute: TIERS[tier], burst: BURST }]
}
