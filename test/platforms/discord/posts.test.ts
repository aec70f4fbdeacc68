import { createRequire } from 'node:module'
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { permissionInteger } from '../../../src/platforms/discord/permissions.ts'
import type { Platform } from '../../../src/port/platform.ts'
import { channelPermissions } from '../../../src/sandbox/discord/world/access.ts'
import { Permission, type PermissionName } from '../../../src/sandbox/discord/world/bits.ts'
import { expectFitting, line, marks, pairOf, refOf, scripted, type World, world } from './harness.ts'

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
  expectFitting(local)
})
afterAll(async () => {
  await platform.stop(2_000)
  await local.close()
})

const channelOf = (ref: string) => {
  const channel = local.discord.state.channels.get(ref)
  if (!channel) throw new Error(`there is no channel ${ref}`)
  return channel
}
const may = (ref: string, user: string, permission: PermissionName) =>
  (channelPermissions(local.discord.world, channelOf(ref), user) & Permission[permission]) !== 0n
const wanted = (key: string, members?: string[]) => pairOf(local, key, members)
const messagesIn = (channel: string) =>
  [...local.discord.state.messages.values()].filter(({ channel_id }) => channel_id === channel)

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
