import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { pino } from 'pino'
import { expect, it, onTestFinished } from 'vitest'
import { startBot } from '../../src/bot.ts'
import { restore } from '../../src/database/backup/restore.ts'
import { adapterWords } from '../../src/messages/adapter-words.ts'
import { createDiscordPlatform } from '../../src/platforms/discord/discord.ts'
import { createSlackPlatform } from '../../src/platforms/slack/slack.ts'
import { createMarks } from '../../src/port/marks.ts'
import { DiscordControl } from '../../src/sandbox/discord/client.ts'
import { startDiscord } from '../../src/sandbox/discord/server.ts'
import { SlackControl } from '../../src/sandbox/slack/client.ts'
import { startSlack } from '../../src/sandbox/slack/server.ts'
import { emptyDatabase } from '../support/server.ts'
import { onDiscord, onSlack } from '../support/somebody.ts'
import { DAY_MS } from '../support/time.ts'
import facts from './0.1/facts.json' with { type: 'json' }
import { type Said, saidIn } from './said.ts'

const HERE = new URL('./0.1/', import.meta.url)
const SPEED = 500
/** On which calendar day the backup was made; the wall's time is whatever it is. */
const EMBEDDED = { url: undefined, drop: async () => undefined }
const AHEAD_MS = facts.calendarMs - Date.now()

/** The programme of 0.1, with the local platforms as they were, and today's bot at work on it. */
async function goneOn() {
  const folder = mkdtempSync(join(tmpdir(), 'counterpart-upgrade-'))
  const file = (name: 'slack' | 'discord') => join(folder, `${name}.jsonl`)
  for (const name of ['slack', 'discord'] as const)
    writeFileSync(file(name), gunzipSync(readFileSync(new URL(`${name}.jsonl.gz`, HERE))))
  const before = saidIn(file('slack'), file('discord'))
  const server = process.env.TEST_DATABASE_URL
  // Empty: the backup brings its tables along.
  const { url: databaseUrl, drop } = server ? await emptyDatabase(server) : EMBEDDED
  const dataDir = join(folder, 'data')
  await restore({ databaseUrl, dataDir }, new URL('backup.gz', HERE).pathname)
  const slack = await startSlack({ file: file('slack'), rateScale: SPEED })
  const discord = await startDiscord({ file: file('discord'), rateScale: SPEED })
  const clock = { aheadMs: AHEAD_MS }
  const log = pino({ level: process.env.TEST_LOG ?? 'silent' })
  const bot = await startBot({
    databaseUrl,
    dataDir,
    log,
    clock: { now: () => Date.now() + clock.aheadMs },
    port: 0,
    platforms: ({ secret }) => {
      const common = { words: adapterWords(), marks: createMarks(secret), log, paceScale: SPEED }
      const { botToken, appToken } = facts.slack
      return {
        list: [
          createSlackPlatform({ ...common, botToken, appToken, apiUrl: slack.apiUrl }),
          createDiscordPlatform({ ...common, token: facts.discord.token, apiUrl: discord.apiUrl }),
        ],
      }
    },
  })
  onTestFinished(async () => {
    await bot.stop()
    await drop()
    await Promise.all([slack.close(), discord.close()])
    rmSync(folder, { recursive: true, force: true })
  })
  const { prisma } = bot.database
  const quiet = async () => {
    // Whoever was calling died long ago: nothing is on its way that would have to be waited for.
    await prisma.effect.updateMany({ where: { state: 'unknown' }, data: { notBefore: new Date() } })
    // Those whose space was still to be opened get their topics once it is.
    for (let turn = 0; turn < 3; turn += 1) {
      await bot.tick()
      await expect.poll(() => bot.pending(), { timeout: 60_000, interval: 100 }).toBe(0)
    }
  }
  return {
    prisma,
    clock,
    before,
    quiet,
    async said() {
      // Both are of this process, and write what has changed within 50 ms.
      await pause(100)
      return saidIn(file('slack'), file('discord'))
    },
    onSlack: (user: string) => onSlack(new SlackControl(slack.url).person(facts.slack.team, user)),
    onDiscord: (user: string, guild = facts.discord.guild) =>
      onDiscord(new DiscordControl(discord.url).person(guild, user)),
  }
}

const [round1, round2] = facts.rounds
const [librarians] = facts.programmes
if (!round1 || !round2 || !librarians) throw new Error('not the facts that are known')
const titles = (round: typeof round1) => round.topics.map(({ title }) => title)
const [T1 = '', T2 = '', T3 = '', T4 = ''] = titles(round2)

const ONCE: readonly (readonly [string, string])[] = [
  ['introduction', 'Welcome to Round'],
  ['partner-left', 'had to leave the round'],
  ['farewell', 'has come to its end'],
  ...[...titles(round2), ...titles(round1)].map((title) => [title, title] as const),
]
const inShort = (words: string) => ONCE.find(([, which]) => words.includes(which))?.[0] ?? words

/**
 * Rows by kind: 0.1 had 20 couples that were partners, and 3 of those who want not to be again. Farah has two
 * accounts, and was paired with each.
 */
const PAST_PAIRS = [
  ['partners', 25],
  ['avoid', 3],
]

/** Where a partnership's space is; one that was not known yet stands on the platform all the same. */
function refOf({ id, spaceRef }: { id: string; spaceRef: string | null }): string {
  const open = facts.notDone.find(({ kind, key }) => kind === 'space' && key === id)
  return spaceRef ?? open?.onPlatform.split(' ')[0] ?? ''
}

/** Whose second topic had failed, since their channel was away. */
const FAILED = facts.notDone.find(({ state }) => state === 'failed')?.key.split(':')[1]

/** What is in the spaces of both rounds and in the forums, and that nothing else has changed. */
function expectSaid(
  { channels, forums, twice }: Said,
  before: Said,
  topics: (id: string) => string[],
  last: string[],
) {
  expect(twice).toEqual([])
  const pairs = [...channels.values()].filter(({ name }) => /^pair-r\d-/.test(name))
  expect(pairs).toHaveLength(round1!.partnerships.length + round2!.partnerships.length)
  for (const partnership of round2!.partnerships) {
    const space = channels.get(refOf(partnership))
    const more = partnership.ended ? ['partner-left'] : topics(partnership.id)
    expect(
      space?.posts.map(({ words }) => inShort(words)),
      partnership.id,
    ).toEqual(['introduction', T1, ...more])
    // Who left the workspace is in no channel there; who left the round stays in theirs.
    const people = partnership.ended && partnership.platform === 'slack' ? 1 : 2
    expect(space?.members, partnership.id).toHaveLength(people)
  }
  for (const partnership of round1!.partnerships) {
    const posts = channels.get(refOf(partnership))?.posts.map(({ words }) => inShort(words))
    expect(posts, partnership.id).toEqual(['introduction', ...titles(round1!).slice(0, 2), 'farewell'])
  }
  const inForum = [...titles(round1!).slice(0, 2), T1, T2, T3, ...last]
  for (const { platform, forumRef, announcementsRef } of librarians!.workspaces) {
    const posts = channels.get(forumRef)?.posts.map(({ words }) => inShort(words))
    expect(platform === 'slack' ? posts : forums.get(forumRef)).toEqual(inForum)
    expect(channels.get(announcementsRef)).toEqual(before.channels.get(announcementsRef))
  }
  for (const [ref, { posts }] of before.channels)
    expect(channels.get(ref)?.posts.slice(0, posts.length)).toEqual(posts)
}

it('a programme of 0.1 goes on where it was cut off: nothing is missing, nothing is there twice', {
  timeout: 180_000,
}, async () => {
  const { prisma, clock, before, quiet, said, ...people } = await goneOn()
  await quiet()
  const all = (id: string) => (id === FAILED ? [T3] : [T2, T3])
  expectSaid(await said(), before, all, [])
  const open = await prisma.effect.findMany({ where: { state: { notIn: ['done', 'dropped'] } } })
  expect(open).toMatchObject([{ kind: 'prompt', state: 'failed', error: 'gone:space' }])
  for (const { id, kind, onPlatform } of facts.notDone) {
    const [place, deed] = onPlatform.split(' ')
    const ref = kind === 'space' ? place : deed
    if (onPlatform.startsWith('no')) continue
    expect(await prisma.effect.findUniqueOrThrow({ where: { id } }), id).toMatchObject({ state: 'done', ref })
  }
  const tables = Object.entries(facts.rows)
  for (const [table, rows] of tables) {
    const changing = ['Effect', 'Keeper', 'Pace', 'PastPair']
    if (changing.includes(table)) continue
    const [row] = await prisma.$queryRawUnsafe<[{ count: number }]>(
      `SELECT count(*)::int AS count FROM "${table}"`,
    )
    expect([table, row.count]).toEqual([table, rows])
  }
  // What 0.1 had hashed by its own ids is known again by the platforms': through each of somebody's accounts.
  const past = await prisma.pastPair.groupBy({ by: ['kind'], _count: true, orderBy: { kind: 'asc' } })
  expect(past.map(({ kind, _count }) => [kind, _count])).toEqual(PAST_PAIRS)
  expect(await prisma.personPair.count()).toBe(0)
  const spaces = await prisma.space.findMany({ where: { partnership: { roundId: round2.id } } })
  expect(spaces.map(({ id, ref }) => [id, ref]).sort()).toEqual(
    round2.partnerships.map((one) => [one.id, refOf(one)]).sort(),
  )

  // A button of before is still good; what failed goes on once somebody wants it to.
  expect(await people.onDiscord(facts.people.waitlisted).click('My news')).toMatch(/waiting list|Round 2/)
  const olive = people.onSlack(facts.slack.organiser)
  await olive.command('round', 'status')
  await olive.click('Try the failed ones again')
  await quiet()
  const mended = (id: string) => (id === FAILED ? [T3, T2] : [T2, T3])
  expectSaid(await said(), before, mended, [])

  // The fourth topic comes on its day.
  clock.aheadMs += 60 * DAY_MS
  await quiet()
  expectSaid(await said(), before, (id) => [...mended(id), T4], [T4])
  expect(await prisma.round.findUniqueOrThrow({ where: { id: round2.id } })).toMatchObject({
    state: 'running',
  })

  // The other programme opens its round, and nothing of it is seen here.
  const bruno = people.onDiscord(facts.discord.otherOrganiser, facts.discord.otherGuild)
  expect(await bruno.command('round', 'open')).toMatch(/Round 1 is open/)
  await quiet()
  expectSaid(await said(), before, (id) => [...mended(id), T4], [T4])
})
