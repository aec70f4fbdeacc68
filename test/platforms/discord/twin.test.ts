/**
 * From the first command to the private space, against a Discord that nobody here wrote
 * (`discord-digital-twin`), with the whole bot. It takes part in thread mode, for the twin knows no
 * permission overwrites: whether a space is private is shown by who is in its thread.
 *
 * What the twin cannot show, and what the local Discord is for: limits and caps, nonces, ephemeral
 * messages, archived threads, files, messages of forum posts, autocomplete, the list of registered
 * commands. It checks no body, and keeps Components V2 as they come. Forms with labels it passes on, but
 * submits them in the deprecated shape, so that they are submitted here in Discord's present one.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Bot, startBot } from '../../../src/bot.ts'
import { createDiscordPlatform } from '../../../src/platforms/discord/discord.ts'
import { createMarks } from '../../../src/port/marks.ts'
import { botDatabase } from '../../support/database.ts'
import { startTwin } from './twin.ts'

const folder = mkdtempSync(join(tmpdir(), 'counterpart-twin-'))
let there: Awaited<ReturnType<typeof startTwin>>
let bot: Bot
let database: Awaited<ReturnType<typeof botDatabase>>

beforeAll(async () => {
  there = await startTwin(['olive', 'aroha', 'kofi', 'third'])
  database = await botDatabase(join(folder, 'bot'))
  bot = await startBot({
    databaseUrl: database.url,
    dataDir: join(folder, 'bot'),
    log: pino({ level: process.env.TEST_LOG ?? 'silent' }),
    clock: { now: () => Date.now() },
    port: 0,
    platforms: ({ secret, log }) => ({
      list: [
        createDiscordPlatform({
          token: there.twin.botToken,
          apiUrl: there.apiUrl,
          marks: createMarks(secret),
          log,
          spaces: 'thread',
        }),
      ],
    }),
  })
})
afterEach(() => expect(there.problems).toEqual([]))
afterAll(async () => {
  await bot.stop()
  await database.drop()
  await there.close()
  rmSync(folder, { recursive: true, force: true })
})

async function quiet(): Promise<void> {
  await bot.tick()
  await expect.poll(() => bot.pending(), { timeout: 20_000 }).toBe(0)
}
const plain = (text: string) => text.replace(/\\(.)/g, '$1')

test('its commands are known there', async () => {
  const known = await there.twin.prisma.applicationCommand.findMany()
  expect(known.map(({ name }) => name)).toEqual(expect.arrayContaining(['join', 'round', 'programme']))
})

test('somebody sets a programme up, and its channels are there', async () => {
  const olive = there.person('olive')
  const offered = await olive.command('programme')
  const card = await olive.click(offered, 'Start a programme')
  const form = await olive.open(card, 'Start a programme')
  const values = { 'Name of the programme': 'Librarians', 'Time zone for its dates': 'Europe/London' }
  expect((await olive.submit(form, values)).text).toContain('is set up')
  await quiet()
  const names = (await there.twin.prisma.channel.findMany()).map(({ name }) => name)
  expect(names).toEqual(
    expect.arrayContaining(['mentoring-news', 'mentoring-topics', 'mentoring-organisers']),
  )
  expect((await olive.command('round', { do: 'open' })).text).toContain('Round 1 is open')
  await quiet()
})

async function takePart(name: string, shown: string, country: string, zone: string): Promise<string> {
  const person = there.person(name)
  const card = await person.command('join')
  const form = await person.open(card, 'Fill in and join')
  const { text } = await person.submit(form, {
    'Your name, as your partner will see it': shown,
    'Country you live in': country,
    'Your town or city': zone,
    'Languages you can talk in': 'English',
  })
  return text
}

test('people join, and meet in a private thread with an introduction and a topic', async () => {
  expect(await takePart('aroha', 'Aroha', 'Neuseeland', 'Auckland')).toContain('You are in Round 1')
  expect(await takePart('kofi', 'Kofi <@everyone> *bold*', 'Ghana', 'Accra')).toContain('You are in Round 1')
  const olive = there.person('olive')
  expect((await olive.command('round', { do: 'close' })).text).toContain('2 people take part')
  const draft = await olive.command('round', { do: 'match' })
  expect(draft.text).toContain('1 pair')
  expect((await olive.click(draft, 'Publish')).text).toContain('Round 1 is being published')
  await quiet()

  const threads = await there.twin.prisma.channel.findMany({ where: { type: 12 } })
  expect(threads).toMatchObject([{ name: expect.stringMatching(/^pair-r1-[a-z2-7]{10}$/) }])
  const [space] = threads
  const members = await there.twin.prisma.threadMember.findMany({ where: { channelId: space!.id } })
  expect(members.map(({ userId }) => userId).sort()).toEqual(
    [there.twin.botUserId, there.idOf('aroha'), there.idOf('kofi')].sort(),
  )
  const [introduction, topic, ...more] = await there.said(space!.id)
  expect(more).toEqual([])
  expect(introduction?.text).toContain(`<@${there.idOf('aroha')}>`)
  expect(introduction?.text).not.toContain('<@everyone>')
  expect(plain(introduction?.text ?? '')).toContain('Kofi <@everyone> *bold*')
  expect(topic?.text).toContain('Getting to know each other')
  expect(plain((await there.person('aroha').command('partner')).text)).toContain('Kofi <@everyone> *bold*')
})

test('the bot that starts again finds all of it, and makes nothing new', async () => {
  const before = await there.twin.prisma.channel.count()
  const [space] = await there.twin.prisma.channel.findMany({ where: { type: 12 } })
  const platform = createDiscordPlatform({
    token: there.twin.botToken,
    apiUrl: there.apiUrl,
    marks: createMarks('another installation'),
    log: pino({ level: 'silent' }),
    spaces: 'thread',
  })
  const at = { externalId: there.twin.guildId }
  await platform.start({} as never)
  const wanted = {
    key: 'space:again',
    name: 'pair-r1',
    topic: '',
    members: [there.idOf('aroha'), there.idOf('third')],
    reason: 'r',
  }
  // Another installation's mark is another mark: this one is not taken for its own.
  await expect(platform.findSpace(at, wanted.key, wanted.members)).resolves.toEqual({ kind: 'absent' })
  const first = await platform.ensureSpace(at, wanted)
  expect(first).toMatchObject({ kind: 'done' })
  expect(first).not.toMatchObject({ ref: space!.id })
  await expect(platform.findSpace(at, wanted.key, wanted.members)).resolves.toEqual(first)
  await expect(platform.ensureSpace(at, wanted)).resolves.toEqual(first)
  // Its thread, and the channel that its threads stand under.
  expect(await there.twin.prisma.channel.count()).toBe(before + 2)
  await platform.stop(1_000)
})
