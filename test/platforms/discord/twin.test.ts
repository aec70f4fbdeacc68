/**
 * From the first command to the private space, against a Discord that nobody here wrote
 * (`discord-digital-twin`), with the whole bot: in threads, and in channels. The twin knows no permission
 * overwrites: whether a space is private is shown by who is in its thread; of channels it shows that each is made
 * once, and what is said in which order.
 *
 * What the twin cannot show, and what the local Discord is for: limits and caps, nonces, ephemeral
 * messages, archived threads, files, messages of forum posts, autocomplete, the list of registered
 * commands. It checks no body, and keeps Components V2 as they come. Forms with labels it passes on, but
 * submits them in the deprecated shape, so that they are submitted here in Discord's present one.
 */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ChannelType } from 'discord.js'
import { type Logger, pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Bot, startBot } from '../../../src/bot.ts'
import { adapterWords } from '../../../src/messages/adapter-words.ts'
import { createDiscordPlatform } from '../../../src/platforms/discord/discord.ts'
import { createMarks } from '../../../src/port/marks.ts'
import { LABEL, NEW_PROGRAMME } from '../../support/acts.ts'
import { botDatabase } from '../../support/database.ts'
import { line, scripted } from '../scripted.ts'
import { startTwin } from './twin.ts'

const plain = (text: string) => text.replace(/\\(.)/g, '$1')

describe.each([
  { spaces: 'thread', type: ChannelType.PrivateThread },
  { spaces: 'channel', type: ChannelType.GuildText },
] as const)('with a $spaces for each pair', ({ spaces, type }) => {
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
      platforms: ({ secret, log }) => ({ list: [adapter(secret, log)] }),
    })
  })
  afterEach(() => expect(there.problems).toEqual([]))
  afterAll(async () => {
    await bot.stop()
    await database.drop()
    await there.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const adapter = (secret: string, log: Logger) =>
    createDiscordPlatform({
      words: adapterWords(),
      token: there.twin.botToken,
      apiUrl: there.apiUrl,
      marks: createMarks(secret),
      log,
      spaces,
    })
  async function quiet(): Promise<void> {
    await bot.tick()
    await expect.poll(() => bot.pending()).toBe(0)
  }
  /** The pairs' spaces, oldest first. */
  async function pairs() {
    const all = await there.twin.prisma.channel.findMany({ where: { type }, orderBy: { id: 'asc' } })
    return all.filter(({ name }) => name?.startsWith('pair-'))
  }

  test('its commands are known there', async () => {
    const known = await there.twin.prisma.applicationCommand.findMany()
    expect(known.map(({ name }) => name)).toEqual(expect.arrayContaining(['join', 'round', 'programme']))
  })

  test('somebody sets a programme up, and its channels are there', async () => {
    const olive = there.person('olive')
    const offered = await olive.command('programme')
    const card = await olive.click(offered, 'Start a programme')
    const form = await olive.open(card, 'Start a programme')
    expect((await olive.submit(form, NEW_PROGRAMME)).text).toContain('is set up')
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
      [LABEL.name]: shown,
      [LABEL.country]: country,
      [LABEL.town]: zone,
      [LABEL.languages]: 'English',
    })
    return text
  }

  test('people join, and meet in a space of their own with an introduction and a topic', async () => {
    expect(await takePart('aroha', 'Aroha', 'Neuseeland', 'Auckland')).toContain('You are in Round 1')
    expect(await takePart('kofi', 'Kofi <@everyone> *bold*', 'Ghana', 'Accra')).toContain(
      'You are in Round 1',
    )
    const olive = there.person('olive')
    expect((await olive.command('round', { do: 'close' })).text).toContain('2 people take part')
    const draft = await olive.command('round', { do: 'match' })
    expect(draft.text).toContain('There is one pair')
    const asked = await olive.click(draft, 'Publish')
    expect((await olive.click(asked, 'Publish now')).text).toContain('Round 1 is being published')
    await quiet()

    const [space, ...others] = await pairs()
    expect(space).toMatchObject({
      name: expect.stringMatching(
        spaces === 'thread'
          ? /^pair-r1-(aroha-and-kofi-everyone-bold|kofi-everyone-bold-and-aroha)-[a-z2-7]{10}$/
          : /^pair-r1-(aroha-and-kofi-everyone-bold|kofi-everyone-bold-and-aroha)$/,
      ),
    })
    expect(others).toEqual([])
    if (spaces === 'thread') {
      const members = await there.twin.prisma.threadMember.findMany({ where: { channelId: space!.id } })
      expect(members.map(({ userId }) => userId).sort()).toEqual(
        [there.twin.botUserId, there.idOf('aroha'), there.idOf('kofi')].sort(),
      )
    }
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
    const [space] = await pairs()
    const platform = adapter('another installation', pino({ level: 'silent' }))
    const at = { externalId: there.twin.guildId }
    await platform.start(scripted())
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
    // The space; and for threads a channel of this installation's own, under which they stand.
    expect(await there.twin.prisma.channel.count()).toBe(before + (spaces === 'thread' ? 2 : 1))
    await platform.stop(1_000)
  })

  test('what is made while the answer is lost is found, is there once, and in its order', async () => {
    const platform = adapter('an unlucky installation', pino({ level: 'silent' }))
    const at = { externalId: there.twin.guildId }
    await platform.start(scripted())
    const wanted = {
      key: 'space:lost',
      name: 'pair-r1',
      topic: '',
      members: [there.idOf('aroha')],
      reason: 'r',
    }
    const before = (await pairs()).length
    // The one that its spaces stand under is there already when the answer is lost.
    await platform.ensureSpace(at, { ...wanted, key: 'space:first' })
    there.loseAnswer(/"name":"pair-r1/)
    expect(await platform.ensureSpace(at, wanted)).toMatchObject({ kind: 'unknown' })
    const found = await platform.findSpace(at, wanted.key, [])
    expect(found).toMatchObject({ kind: 'done' })
    expect(await platform.ensureSpace(at, wanted)).toEqual(found)
    expect((await pairs()).length).toBe(before + 2)

    const space = found.kind === 'done' ? found.ref : ''
    const post = (words: string) => ({ key: `post:${words}`, space, message: line(words) })
    there.loseAnswer(/"content":"one"/)
    expect(await platform.ensurePost(at, post('one'))).toMatchObject({ kind: 'unknown' })
    const one = await platform.findPost(at, 'post:one', space, 0)
    expect(one).toMatchObject({ kind: 'done' })
    expect(await platform.ensurePost(at, post('two'))).toMatchObject({ kind: 'done' })
    expect((await there.said(space)).map(({ text }) => text)).toEqual(['one', 'two'])
    await platform.stop(1_000)
  })
})
