import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import { countRound, inWords } from '../../src/sandbox/count.ts'
import { openRoundOne, tellRoundOne } from '../../src/sandbox/round-one.ts'
import { SLACK, slackId } from '../../src/sandbox/settlement.ts'
import type { Several } from './several-bots.ts'

/** How many take part in a round that several bots publish. The first of the invented ones: all find a partner. */
export const PEOPLE = 72
/** The second topic is due by then, the third is not. */
export const AHEAD_MS = 40 * 86_400_000

/** Both platforms hold the whole round with its first two topics, each thing once, and nothing failed. */
export async function expectEverythingOnce(several: Several): Promise<void> {
  const people = several.people.length
  const count = await countRound(several.place, people, 2)
  expect(inWords(count)).toContain('0 missing, 0 duplicates')
  const pairs = people / 2
  expect(count).toMatchObject({ partnerships: pairs, spaces: pairs, prompts: 2 * pairs, forumPosts: 4 })
  expect(await kickOffs(several)).toEqual([1, 1])
  const failed = await several.database.query(`SELECT "kind", "error" FROM "Effect" WHERE "state" = 'failed'`)
  expect(failed.rows).toEqual([])
  expect(await limited(several)).toEqual({})
  expect(await notLetIn(several)).toEqual([])
}

/** How often every bot looks what is due while people join, ms: people come between one's look and another's. */
const LOOK_EVERY_MS = 100

export async function untilPublished(several: Several): Promise<void> {
  const { place, people } = several
  const story = { joined: [] }
  await openRoundOne(place, story, () => undefined)
  const looking = setInterval(() => several.tick(0), LOOK_EVERY_MS)
  try {
    await tellRoundOne(place, people, story, () => undefined, { progress: () => undefined })
  } finally {
    clearInterval(looking)
  }
}

/** Every topic is recorded, and nothing is under way any more. */
export async function untilQuiet(several: Several): Promise<void> {
  for (;;) {
    several.tick(AHEAD_MS)
    await pause(500)
    const { rows } = await several.database.query<{ left: number }>(`
      SELECT (SELECT count(*) FROM "Effect" WHERE "state" IN ('ready', 'claimed', 'calling', 'unknown'))::int
           + (SELECT count(*) FROM "Prompt" WHERE "recordedAt" IS NULL)::int
           + (SELECT count(*) FROM "RoundTopic" WHERE "index" = 1 AND "issuedAt" IS NULL)::int AS left`)
    if (rows[0]?.left === 0) return
  }
}

export async function done({ database }: Several, kind: string): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM "Effect" WHERE "kind" = $1 AND "state" = 'done'`,
    [kind],
  )
  return rows[0]?.count ?? 0
}

export async function calling({ database }: Several): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM "Effect" WHERE "state" = 'calling'`,
  )
  return rows[0]?.count ?? 0
}

/** What no bot's log may say: two of them were in each other's way. */
export function troubles({ folder }: Several): string[] {
  const wanted = ['tick failed', 'effect broke off', 'answering failed', 'answering an interaction failed']
  return readdirSync(folder).flatMap((bot) =>
    readFileSync(join(folder, bot, 'bot.log'), 'utf8')
      .split('\n')
      .filter((line) => wanted.some((words) => line.includes(`"msg":"${words}`))),
  )
}

/** What a platform had to refuse because too much was asked of it, by method or route. */
async function limited({ place }: Several): Promise<Record<string, number>> {
  const { stats } = await place.slack.state()
  const { stats: onDiscord } = await place.discord.state()
  return { ...stats.ratelimited, ...onDiscord.limited }
}

/** Who joined on Slack and is not in a channel where everybody should be, as `channel: person`. */
async function notLetIn({ place, people }: Several): Promise<string[]> {
  const { teams } = await place.slack.state()
  const bot = teams[0]?.users.find((user) => user.is_bot)
  const { channels } = await place.slack.person(SLACK.team, bot?.id ?? '').sees(1)
  const wanted = people.flatMap(({ platform }, index) => (platform === 'slack' ? [slackId(index)] : []))
  return ['mentoring-news', 'mentoring-topics'].flatMap((name) => {
    const members = channels.find((channel) => channel.name === name)?.members ?? []
    return wanted.filter((user) => !members.includes(user)).map((user) => `${name}: ${user}`)
  })
}

/** How often the beginning of the round was announced, on Slack and on Discord. */
async function kickOffs({ place }: Several): Promise<number[]> {
  const news = 'Round 1 has begun'
  const count = (texts: readonly string[]) => texts.filter((text) => text.includes(news)).length
  const onSlack = await place.slack.person(SLACK.team, SLACK.organiser).sees()
  const onDiscord = await place.discord.person(place.guild, place.discordOrganiser).sees()
  return [
    count(onSlack.channels.flatMap(({ messages }) => messages.map(({ blocks }) => JSON.stringify(blocks)))),
    count(onDiscord.channels.flatMap(({ messages }) => messages.map(({ text }) => text))),
  ]
}
