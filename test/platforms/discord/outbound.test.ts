import { createRequire } from 'node:module'
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { permissionInteger } from '../../../src/platforms/discord/permissions.ts'
import type { Platform } from '../../../src/port/platform.ts'
import { channelPermissions } from '../../../src/sandbox/discord/world/access.ts'
import { Permission, type PermissionName } from '../../../src/sandbox/discord/world/bits.ts'
import { line, marks, scripted, type World, world } from './harness.ts'

let local: World
let platform: Platform
let at: World['at']

beforeAll(async () => {
  local = await world()
  at = local.at
  platform = local.platform()
  await platform.start(scripted())
})
afterEach(async () => {
  await local.control.clearFaults()
  await local.grant(permissionInteger)
  // Whatever the bot sent is what Discord's own description of its API takes, to the last field.
  const problems = local.recorder.problems()
  local.recorder.clear()
  expect(problems).toEqual([])
})
afterAll(async () => {
  await platform.stop(2_000)
  await local.close()
})

const channels = () => [...local.discord.state.channels.values()]
const inTopic = (key: string) => channels().filter(({ topic }) => topic?.includes(marks.word(key, 16)))
const channelOf = (ref: string) => {
  const channel = local.discord.state.channels.get(ref)
  if (!channel) throw new Error(`there is no channel ${ref}`)
  return channel
}
const may = (ref: string, user: string, permission: PermissionName) =>
  (channelPermissions(local.discord.world, channelOf(ref), user) & Permission[permission]) !== 0n
const without = (...names: PermissionName[]) =>
  local.grant(names.reduce((bits, name) => bits & ~Permission[name], permissionInteger))
const wanted = (key: string, members = [local.ids.ada!, local.ids.ben!]) => ({
  key,
  name: 'pair-r1',
  topic: 'For Ada and Ben',
  members,
  reason: 'Round 1: a partnership’s space',
})
const refOf = (outcome: { kind: string; ref?: unknown }): string => {
  expect(outcome).toMatchObject({ kind: 'done' })
  return String(outcome.ref)
}
const messagesIn = (channel: string) =>
  [...local.discord.state.messages.values()].filter(({ channel_id }) => channel_id === channel)

describe('spaces', () => {
  test('are made once, for their members alone from the first instant', async () => {
    const first = refOf(await platform.ensureSpace(at, wanted('space:1')))
    expect(local.recorder.changes()).toEqual([
      `POST /guilds/${local.guild}/channels`,
      `POST /guilds/${local.guild}/channels`,
    ])
    local.recorder.clear()
    expect(refOf(await platform.ensureSpace(at, wanted('space:1')))).toBe(first)
    const again = local.platform()
    await again.start(scripted())
    expect(refOf(await again.ensureSpace(at, wanted('space:1')))).toBe(first)
    await again.stop(1_000)
    expect(local.recorder.changes()).toEqual([])
    await expect(platform.findSpace(at, 'space:1', wanted('space:1').members)).resolves.toEqual({
      kind: 'done',
      ref: first,
    })
    expect(channelOf(first).name).toBe(`pair-r1-${marks.word('space:1', 6)}`)
    const category = channelOf(channelOf(first).parent_id ?? '')
    expect(category).toMatchObject({ type: 4, name: 'Counterpart pairs' })
    const views = ['ada', 'ben', 'cho'].map((name) => may(first, local.ids[name]!, 'VIEW_CHANNEL'))
    expect(views).toEqual([true, true, false])
    expect(may(first, local.ids.ada!, 'MANAGE_CHANNELS')).toBe(false)
  })

  test('are called by who is in them, and found again whatever those are called by then', async () => {
    const ask = (people: string) => platform.ensureSpace(at, { ...wanted('space:named'), people })
    const ref = refOf(await ask('Agnieszka Żółw & Meera <@everyone>'))
    expect(channelOf(ref).name).toBe('pair-r1-agnieszka-żółw-meera-everyone')
    expect(refOf(await ask('Somebody else'))).toBe(ref)
    expect(
      channelOf(refOf(await platform.ensureSpace(at, { ...wanted('space:none'), people: '🙂' }))).name,
    ).toBe(`pair-r1-${marks.word('space:none', 6)}`)
    const long = refOf(await platform.ensureSpace(at, { ...wanted('space:long'), people: '𝒜'.repeat(99) }))
    expect(channelOf(long).name.length).toBeLessThanOrEqual(100)
  })

  test.each([
    ['is answered with an error', 'fail-after' as const],
    ['is cut off', 'cut-after' as const],
  ])('that are made while the answer %s are found, and not made again', async (how, action) => {
    await platform.ensureSpace(at, wanted('space:before'))
    const key = `space:lost:${how}`
    await local.control.fault({ route: 'POST /guilds/:guild/channels', action, times: 1 })
    await expect(platform.ensureSpace(at, wanted(key))).resolves.toMatchObject({ kind: 'unknown' })
    const found = await platform.findSpace(at, key, wanted(key).members)
    expect(refOf(found)).toBe(inTopic(key)[0]?.id)
    await expect(platform.ensureSpace(at, wanted(key))).resolves.toEqual(found)
    expect(inTopic(key)).toHaveLength(1)
  })

  test('that were not made are absent, and made at the next try', async () => {
    for (const action of ['fail-before', 'cut-before'] as const) {
      const key = `space:${action}`
      await local.control.fault({ route: 'POST /guilds/:guild/channels', action, times: 1 })
      await expect(platform.ensureSpace(at, wanted(key))).resolves.toMatchObject({ kind: 'unknown' })
      await expect(platform.findSpace(at, key, wanted(key).members)).resolves.toEqual({ kind: 'absent' })
      refOf(await platform.ensureSpace(at, wanted(key)))
      expect(inTopic(key)).toHaveLength(1)
    }
  })

  test('asked for at once are made one after another, each once', async () => {
    const keys = Array.from({ length: 6 }, (_, index) => `space:crowd:${index % 3}`)
    const refs = await Promise.all(
      keys.map(async (key) => refOf(await platform.ensureSpace(at, wanted(key)))),
    )
    expect(new Set(refs).size).toBe(3)
  })

  test('a look that fails is made again later, never taken for an answer', async () => {
    await local.control.fault({ route: 'GET /guilds/:guild/channels', action: 'fail-before', times: 1 })
    await expect(platform.findSpace(at, 'space:1', wanted('space:1').members)).resolves.toMatchObject({
      kind: 'retryAt',
    })
    await local.control.fault({ route: 'GET /guilds/:guild/channels', action: 'cut-before', times: 1 })
    await expect(platform.findSpace(at, 'space:1', wanted('space:1').members)).resolves.toMatchObject({
      kind: 'retryAt',
    })
  })

  test('a long limit is handed back with its end, a short one is waited for', async () => {
    await local.control.fault({
      route: 'POST /guilds/:guild/channels',
      action: 'limit',
      retryAfter: 600,
      times: 1,
    })
    const now = Date.now()
    // A client of its own: it keeps the limit in mind.
    const limited = local.platform()
    await limited.start(scripted())
    const outcome = await limited.ensureSpace(at, wanted('space:limited'))
    expect(outcome).toMatchObject({ kind: 'retryAt', why: 'rate limited' })
    if (outcome.kind === 'retryAt') {
      expect(outcome.at - now).toBeGreaterThanOrEqual(600_000)
      expect(outcome.at - now).toBeLessThan(605_000)
    }
    await limited.stop(1_000)
    await local.control.fault({
      route: 'POST /guilds/:guild/channels',
      action: 'limit',
      retryAfter: 0.2,
      times: 1,
    })
    refOf(await platform.ensureSpace(at, wanted('space:limited')))
  })

  test('somebody who left is named, and no channel is made', async () => {
    await local.control.people(local.guild, [{ username: 'gone' }])
    const { id } = (await local.control.members(local.guild)).find(({ username }) => username === 'gone')!
    await local.person('gone').leave()
    await expect(platform.ensureSpace(at, wanted('space:gone', [local.ids.ada!, id]))).resolves.toEqual({
      kind: 'gone',
      what: 'member',
    })
    expect(inTopic('space:gone')).toEqual([])
  })

  test('others are let in later, again without harm', async () => {
    const ref = refOf(await platform.ensureSpace(at, wanted('space:more')))
    for (let time = 0; time < 2; time += 1) {
      await expect(platform.ensureMembers(at, ref, [local.ids.cho!])).resolves.toEqual({ kind: 'done', ref })
    }
    expect(['ada', 'cho', 'dee'].map((name) => may(ref, local.ids[name]!, 'SEND_MESSAGES'))).toEqual([
      true,
      true,
      false,
    ])
    await expect(platform.ensureMembers(at, ref, ['1234567890123456', local.ids.dee!])).resolves.toEqual({
      kind: 'gone',
      what: 'member',
    })
    expect(may(ref, local.ids.dee!, 'VIEW_CHANNEL')).toBe(true)
    await expect(platform.ensureMembers(at, '1234567890123456', [])).resolves.toEqual({
      kind: 'gone',
      what: 'space',
    })
  })

  test('are read-only once closed, and closing again changes nothing', async () => {
    const ref = refOf(await platform.ensureSpace(at, wanted('space:closed')))
    await expect(platform.closeSpace(at, ref)).resolves.toEqual({ kind: 'done', ref })
    local.recorder.clear()
    await expect(platform.closeSpace(at, ref)).resolves.toEqual({ kind: 'done', ref })
    expect(local.recorder.changes()).toEqual([])
    const bits = ['VIEW_CHANNEL', 'READ_MESSAGE_HISTORY', 'SEND_MESSAGES', 'CREATE_PUBLIC_THREADS'] as const
    expect(bits.map((bit) => may(ref, local.ids.ada!, bit))).toEqual([true, true, false, false])
    refOf(await platform.ensurePost(at, { key: 'farewell', space: ref, message: line('Farewell') }))
    await local.control.deleteChannel(ref)
    await expect(platform.closeSpace(at, ref)).resolves.toEqual({ kind: 'gone', what: 'space' })
  })
})

describe('permissions that were taken away are named as Discord’s settings call them', () => {
  const denied = (permission: string, scope: 'item' | 'workspace') => ({ kind: 'denied', permission, scope })

  test('for a space', async () => {
    await without('MANAGE_CHANNELS')
    await expect(platform.ensureSpace(at, wanted('space:no'))).resolves.toEqual(
      denied('Manage Channels', 'workspace'),
    )
    // It may give partners only what it has itself.
    await without('ADD_REACTIONS', 'EMBED_LINKS')
    await local.control.role(local.guild, 'quiet')
    await local.control.rolePermissions(local.guild, '@everyone', ['VIEW_CHANNEL'])
    await expect(platform.ensureSpace(at, wanted('space:no'))).resolves.toEqual(
      denied('Embed Links, Add Reactions', 'workspace'),
    )
    await local.grant(permissionInteger)
    refOf(await platform.ensureSpace(at, wanted('space:no')))
  })

  test('for a post, its history, its members and its end', async () => {
    const ref = refOf(await platform.ensureSpace(at, wanted('space:denied')))
    const hidden = await local.control.channel(local.guild, {
      name: 'hidden',
      overwrites: [{ id: local.guild, type: 0, allow: '0', deny: Permission.VIEW_CHANNEL.toString() }],
    } as never)
    const post = { key: 'p', space: hidden.id, message: line('Hello') }
    await expect(platform.ensurePost(at, post)).resolves.toEqual(denied('Send Messages', 'item'))
    await without('MANAGE_ROLES')
    await expect(platform.ensureMembers(at, ref, [local.ids.cho!])).resolves.toEqual(
      denied('Manage Roles', 'item'),
    )
    await expect(platform.closeSpace(at, ref)).resolves.toEqual(denied('Manage Roles', 'item'))
  })

  test('a history that may not be read is no proof that nothing was posted', async () => {
    const unread = await local.control.channel(local.guild, { name: 'unread' })
    await expect(platform.findPost(at, 'p', unread.id, Date.now())).resolves.toEqual({ kind: 'absent' })
    await without('READ_MESSAGE_HISTORY')
    await expect(platform.findPost(at, 'p', unread.id, Date.now())).resolves.toEqual(
      denied('Read Message History', 'item'),
    )
  })

  test('a revoked token denies everything', async () => {
    await local.control.revoke(local.app.id)
    await expect(platform.findSpace(at, 'space:1', wanted('space:1').members)).resolves.toEqual(
      denied('token', 'workspace'),
    )
    await local.control.revoke(local.app.id, false)
  })
})

describe('posts', () => {
  test('are marked, found, edited and removed', async () => {
    const space = refOf(await platform.ensureSpace(at, wanted('posts:1')))
    const since = Date.now()
    await expect(platform.findPost(at, 'intro:1', space, since)).resolves.toEqual({ kind: 'absent' })
    const ref = refOf(await platform.ensurePost(at, { key: 'intro:1', space, message: line('Hello *both*') }))
    expect(local.recorder.calls.at(-1)?.body).toMatchObject({
      nonce: marks.word('intro:1', 25),
      enforce_nonce: true,
      components: [{ type: 17, id: marks.number('intro:1') }],
    })
    // The same key within minutes is the same post.
    expect(
      refOf(await platform.ensurePost(at, { key: 'intro:1', space, message: line('Hello *both*') })),
    ).toBe(ref)
    expect(messagesIn(space)).toHaveLength(1)
    await expect(platform.findPost(at, 'intro:1', space, since)).resolves.toEqual({ kind: 'done', ref })
    await expect(platform.findPost(at, 'intro:2', space, since)).resolves.toEqual({ kind: 'absent' })
    // Nobody else's message of that mark is taken for ours.
    await local.person('ada').in(space).post('hello')
    const edit = { key: 'intro:1', space, message: line('Hello again'), edit: ref }
    for (let time = 0; time < 2; time += 1) expect(refOf(await platform.ensurePost(at, edit))).toBe(ref)
    await expect(platform.findPost(at, 'intro:1', space, since)).resolves.toEqual({ kind: 'done', ref })
    const seen = await local.person('ada').seesChannel(space)
    expect(seen?.messages.map(({ text }) => text)).toEqual(['Hello again', 'hello'])
    for (let time = 0; time < 2; time += 1) {
      await expect(platform.removePost(at, space, ref)).resolves.toEqual({ kind: 'done', ref })
    }
    await expect(platform.ensurePost(at, edit)).resolves.toEqual({ kind: 'gone', what: 'post' })
    expect(platform.linkTo(at, space, ref)).toBe(
      `https://discord.com/channels/${local.guild}/${space}/${ref}`,
    )
  })

  test('with a lost answer are unknown, and there once', async () => {
    const space = refOf(await platform.ensureSpace(at, wanted('posts:2')))
    const since = Date.now()
    for (const action of ['fail-after', 'cut-after'] as const) {
      await local.control.fault({ route: 'POST /channels/:channel/messages', action, times: 1 })
      const post = { key: `prompt:${action}`, space, message: line('Topic of the month') }
      await expect(platform.ensurePost(at, post)).resolves.toMatchObject({ kind: 'unknown' })
      const found = await platform.findPost(at, post.key, space, since)
      await expect(platform.ensurePost(at, post)).resolves.toEqual(found)
    }
    expect(messagesIn(space)).toHaveLength(2)
  })

  test('are found behind many others, and not sought before their time', async () => {
    const space = refOf(await platform.ensureSpace(at, wanted('posts:3')))
    const since = Date.now()
    const ada = local.person('ada').in(space)
    for (let count = 0; count < 120; count += 1) await ada.post(`word ${count}`)
    const ref = refOf(await platform.ensurePost(at, { key: 'late', space, message: line('Late') }))
    await expect(platform.findPost(at, 'late', space, since)).resolves.toEqual({ kind: 'done', ref })
    await expect(platform.findPost(at, 'late', space, Date.now() + 600_000)).resolves.toEqual({
      kind: 'absent',
    })
  })

  test('show their picture and their file, and an edit replaces both', async () => {
    const space = refOf(await platform.ensureSpace(at, wanted('posts:4')))
    const message = {
      summary: 'The kick-off',
      blocks: [{ kind: 'picture' as const, file: 'map.png', alt: 'A map' }],
      files: [
        { name: 'map.png', type: 'image/png', bytes: new Uint8Array([137, 80, 78, 71]) },
        { name: 'meeting.ics', type: 'text/calendar', bytes: new Uint8Array([1]) },
      ],
    }
    const ref = refOf(await platform.ensurePost(at, { key: 'kick:1', space, message }))
    refOf(await platform.ensurePost(at, { key: 'kick:1', space, message, edit: ref }))
    const posted = messagesIn(space)[0]
    expect(posted?.attachments.map(({ filename }) => filename)).toEqual(['map.png', 'meeting.ics'])
  })

  test('show their file also where Slack’s client was loaded first, which changes what all of the process speaks through', async () => {
    const require = createRequire(import.meta.url)
    const { Agent } = createRequire(require.resolve('@slack/bolt'))('undici')
    const dispatcher = Symbol.for('undici.globalDispatcher.1')
    const before: unknown = Reflect.get(globalThis, dispatcher)
    Reflect.set(globalThis, dispatcher, new Agent())
    onTestFinished(() => void Reflect.set(globalThis, dispatcher, before))
    const space = refOf(await platform.ensureSpace(at, wanted('posts:6')))
    const files = [{ name: 'meeting.ics', type: 'text/calendar', bytes: new Uint8Array([1]) }]
    refOf(await platform.ensurePost(at, { key: 'file', space, message: { ...line('Here'), files } }))
    expect(messagesIn(space)[0]?.attachments).toMatchObject([{ filename: 'meeting.ics' }])
  })

  test('notify whom they mean, and nobody whom a name means', async () => {
    const space = refOf(await platform.ensureSpace(at, wanted('posts:5')))
    const { ada, ben } = local.ids
    refOf(
      await platform.ensurePost(at, {
        key: 'ping',
        space,
        message: {
          summary: 'Hello',
          notify: [ada!],
          blocks: [
            {
              kind: 'paragraph',
              children: [
                { kind: 'person', user: ada!, name: 'Ada' },
                { kind: 'person', user: ben!, name: 'Ben' },
                { kind: 'text', text: ` <@${local.ids.cho}> @everyone` },
              ],
            },
          ],
        },
      }),
    )
    expect(messagesIn(space)[0]).toMatchObject({
      mentions: [ada],
      mention_everyone: false,
      mention_roles: [],
    })
  })
})

describe('the forum', () => {
  const channel = (key: string, purpose: 'forum' | 'announcements' | 'organisers', name: string) => ({
    key,
    purpose,
    name,
    topic: 'Talk',
    members: [local.ids.ada!],
  })
  const refOfChannel = (outcome: Awaited<ReturnType<Platform['ensureChannel']>>) => {
    expect(outcome).toMatchObject({ kind: 'done' })
    return outcome.kind === 'done' ? outcome.ref.ref : ''
  }

  test('a post is made once, also after a lost answer', async () => {
    const forum = refOfChannel(await platform.ensureChannel(at, channel('ch:forum', 'forum', 'topics')))
    const since = Date.now()
    const post = { key: 'forum:1', forum, title: 'What do you hope for?', message: line('Tell us.') }
    await expect(platform.findForumPost(at, post.key, forum, since)).resolves.toEqual({ kind: 'absent' })
    await local.control.fault({ route: 'POST /channels/:channel/threads', action: 'cut-after', times: 1 })
    await expect(platform.ensureForumPost(at, post)).resolves.toMatchObject({ kind: 'unknown' })
    const found = await platform.findForumPost(at, post.key, forum, since)
    const ref = refOf(found)
    local.recorder.clear()
    await expect(platform.ensureForumPost(at, post)).resolves.toEqual(found)
    expect(local.recorder.changes()).toEqual([])
    expect(channelOf(ref)).toMatchObject({ name: 'What do you hope for?', type: 11, parent_id: forum })
    const other = { ...post, key: 'forum:2' }
    expect(refOf(await platform.ensureForumPost(at, other))).not.toBe(ref)
  })

  test('a title too long is cut, and a tag is given where one has to be', async () => {
    const strict = await local.control.channel(local.guild, { name: 'strict', type: 15 } as never)
    const { state } = local.discord
    state.channels.patch(strict.id, {
      flags: 1 << 4,
      tags: [
        { id: '9001', name: 'staff', moderated: true, emoji_id: null, emoji_name: null },
        { id: '9002', name: 'topic', moderated: false, emoji_id: null, emoji_name: null },
      ],
    })
    const post = { key: 'forum:3', forum: strict.id, title: '👩‍👩‍👧‍👦'.repeat(40), message: line('Tell us.') }
    const ref = refOf(await platform.ensureForumPost(at, post))
    expect(channelOf(ref).applied_tags).toEqual(['9002'])
    expect(channelOf(ref).name).toMatch(/^(👩‍👩‍👧‍👦)+…$/)
  })

  test('is a text channel where forums cannot be had, with a thread under each topic', async () => {
    await local.control.guildSettings(local.guild, { forums: false })
    const made = await platform.ensureChannel(at, channel('ch:text', 'forum', 'topics-as-text'))
    expect(made).toMatchObject({ kind: 'done', ref: { kind: 'text' } })
    await expect(platform.ensureChannel(at, channel('ch:text', 'forum', 'topics-as-text'))).resolves.toEqual(
      made,
    )
    await local.control.guildSettings(local.guild, { forums: true })
    const forum = refOfChannel(made)
    const post = { key: 'forum:4', forum, title: 'What do you hope for?', message: line('Tell us.') }
    const ref = refOf(await platform.ensureForumPost(at, post))
    expect(refOf(await platform.ensureForumPost(at, post))).toBe(ref)
    await expect(platform.findForumPost(at, post.key, forum, Date.now())).resolves.toEqual({
      kind: 'done',
      ref,
    })
    expect(messagesIn(forum)).toHaveLength(1)
    expect(channelOf(ref)).toMatchObject({ type: 11, name: 'What do you hope for?' })
  })

  test('the programme’s channels are made once, or taken where they exist and everybody sees them', async () => {
    const news = await platform.ensureChannel(at, channel('ch:news', 'announcements', 'news'))
    await expect(platform.ensureChannel(at, channel('ch:news', 'announcements', 'news'))).resolves.toEqual(
      news,
    )
    const ref = refOfChannel(news)
    expect(may(ref, local.ids.ada!, 'VIEW_CHANNEL')).toBe(true)
    expect(may(ref, local.ids.ada!, 'SEND_MESSAGES')).toBe(false)
    const there = await local.control.channel(local.guild, { name: 'agora' })
    await expect(platform.ensureChannel(at, channel('ch:agora', 'forum', 'agora'))).resolves.toEqual({
      kind: 'done',
      ref: { ref: there.id, kind: 'text' },
    })
    const secret = await local.control.channel(local.guild, {
      name: 'secret',
      overwrites: [{ id: local.guild, type: 0, allow: '0', deny: Permission.VIEW_CHANNEL.toString() }],
    } as never)
    expect(
      refOfChannel(await platform.ensureChannel(at, channel('ch:s', 'announcements', 'secret'))),
    ).not.toBe(secret.id)
  })

  test('the organisers’ channel is theirs, and never one that exists by chance', async () => {
    await local.control.channel(local.guild, { name: 'organisers' })
    const ref = refOfChannel(await platform.ensureChannel(at, channel('ch:org', 'organisers', 'organisers')))
    expect(['ada', 'ben'].map((name) => may(ref, local.ids[name]!, 'VIEW_CHANNEL'))).toEqual([true, false])
  })
})

test('a member is described as Discord knows them now', async () => {
  await expect(platform.memberOf(at, local.ids.ada!)).resolves.toEqual({
    user: local.ids.ada,
    name: 'Ada',
    manages: false,
    bot: false,
  })
  await local.control.role(local.guild, 'Managers', ['MANAGE_GUILD'])
  await local.control.giveRole(local.guild, 'ben', 'Managers')
  await local.person('ben').nick('Benjamin')
  await expect(platform.memberOf(at, local.ids.ben!)).resolves.toMatchObject({
    name: 'Benjamin',
    manages: true,
  })
  await expect(platform.memberOf(at, local.app.id)).resolves.toMatchObject({ bot: true })
  for (const nobody of ['1234567890123456', 'U0SLACK', '']) {
    await expect(platform.memberOf(at, nobody)).resolves.toBeUndefined()
  }
})
