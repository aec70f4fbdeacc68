import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { beforeAll, expect, it, onTestFinished } from 'vitest'
import { countRound, inWords } from '../../src/sandbox/count.ts'
import { openRoundOne, tellRoundOne } from '../../src/sandbox/round-one.ts'
import { numbers } from './random.ts'
import { postgres, type Several, startSeveral } from './several-bots.ts'

const seed = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000)
const PEOPLE = 72
const PAIRS = PEOPLE / 2
const SPEED = 40
/** The second topic is due by then, the third is not. */
const AHEAD_MS = 40 * 86_400_000

let server: string | undefined
beforeAll(async () => {
  server = await postgres()
})

it.for([
  { bots: 2, kills: 1 },
  { bots: 4, kills: 2 },
])(
  '$bots bots on one PostgreSQL, $kills killed while publishing with a topic due: everything once',
  async ({ bots, kills }, { skip }) => {
    if (server === undefined) {
      console.log('Skipped: no PostgreSQL answers at TEST_DATABASE_URL or 127.0.0.1:5432.')
      return skip()
    }
    const random = numbers(seed + bots)
    const several = await startSeveral(server, {
      bots,
      people: PEOPLE,
      speed: SPEED,
      seed: 1 + (seed % 1_000),
    })
    onTestFinished(({ task }) => several.close(task.result?.state === 'fail'))
    await untilPublished(several)
    const killed: string[] = []
    let reached = 0
    for (let kill = 0; kill < kills; kill += 1) {
      reached += (PAIRS - 4 - reached) * random()
      while ((await done(several, 'space')) < reached) await pause(20)
      // Every bot sees that a further topic is due while the publication is under way.
      several.tick(AHEAD_MS)
      await pause(random() * 200)
      const victim = several.bots[Math.floor(random() * several.bots.length)]
      if (!victim) throw new Error('nobody left')
      await several.kill(victim)
      killed.push(
        `at ${await done(several, 'space')} of ${PAIRS} spaces with ${await calling(several)} calls under way`,
      )
    }
    console.log(`CRASH_SEED=${seed}: killed ${killed.join(', ')}; logs in ${several.folder}`)
    await untilQuiet(several)
    const count = await countRound(several.place, PEOPLE, 2)
    expect(inWords(count)).toContain('0 missing, 0 duplicates')
    expect(count).toMatchObject({ partnerships: PAIRS, spaces: PAIRS, prompts: 2 * PAIRS, forumPosts: 4 })
    expect(await kickOffs(several)).toEqual([1, 1])
    const failed = await several.database.query(
      `SELECT "kind", "error" FROM "Effect" WHERE "state" = 'failed'`,
    )
    expect(failed.rows).toEqual([])
    expect(troubles(several)).toEqual([])
    expect(await limited(several)).toEqual({})
  },
)

async function untilPublished({ place, people }: Several): Promise<void> {
  const story = { joined: [] }
  await openRoundOne(place, story, () => undefined)
  await tellRoundOne(place, people, story, () => undefined, { progress: () => undefined })
}

/** Every topic is recorded, and nothing is under way any more. */
async function untilQuiet(several: Several): Promise<void> {
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

async function done({ database }: Several, kind: string): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM "Effect" WHERE "kind" = $1 AND "state" = 'done'`,
    [kind],
  )
  return rows[0]?.count ?? 0
}

async function calling({ database }: Several): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM "Effect" WHERE "state" = 'calling'`,
  )
  return rows[0]?.count ?? 0
}

/** What no bot's log may say: two of them were in each other's way. */
function troubles({ folder }: Several): string[] {
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

/** How often the beginning of the round was announced, on Slack and on Discord. */
async function kickOffs({ place, people }: Several): Promise<number[]> {
  const news = 'Round 1 has begun'
  const count = (texts: readonly string[]) => texts.filter((text) => text.includes(news)).length
  const onSlack = await place.slack.person('T0SANDBOX', 'U0ORGANISER').sees()
  const onDiscord = await place.discord.person(place.guild, place.discordOrganiser).sees()
  expect(people.length).toBe(PEOPLE)
  return [
    count(onSlack.channels.flatMap(({ messages }) => messages.map(({ blocks }) => JSON.stringify(blocks)))),
    count(onDiscord.channels.flatMap(({ messages }) => messages.map(({ text }) => text))),
  ]
}
