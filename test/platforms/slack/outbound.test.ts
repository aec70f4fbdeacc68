import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { SlackPlatform } from '../../../src/platforms/slack/slack.ts'
import { at, line, marks, scripted, TEAM, world } from './harness.ts'

let local: Awaited<ReturnType<typeof world>>
let platform: SlackPlatform

beforeAll(async () => {
  local = await world()
  platform = local.platform()
  await platform.start(scripted())
})
afterEach(() => local.control.clearFaults())
afterAll(async () => {
  await platform.stop(2_000)
  await local.slack.close()
})

const team = () => local.slack.state.teams[TEAM]!
const channelsNamed = (part: string) =>
  Object.values(team().channels).filter(({ name }) => name.includes(part))
const wanted = (key: string, members = ['U0ADA', 'U0BEN']) => ({
  key,
  name: 'Pair R1 – ünïcode!',
  topic: 'For two',
  members,
  reason: 'round 1',
})
const refOf = (outcome: { kind: string; ref?: unknown }): string => {
  expect(outcome).toMatchObject({ kind: 'done' })
  return String(outcome.ref)
}

describe('spaces', () => {
  test('are made once, private, with their members, in two calls', async () => {
    const before = { ...local.slack.stats.calls }
    const first = refOf(await platform.ensureSpace(at, wanted('space:1')))
    const calls = Object.entries(local.slack.stats.calls).filter(
      ([name, count]) => !name.startsWith('apps.') && count !== (before[name] ?? 0),
    )
    expect(Object.fromEntries(calls.map(([name, count]) => [name, count - (before[name] ?? 0)]))).toEqual({
      'conversations.create': 1,
      'conversations.invite': 1,
    })
    expect(refOf(await platform.ensureSpace(at, wanted('space:1')))).toBe(first)
    const [channel, ...others] = channelsNamed(marks.word('space:1', 10))
    expect(others).toEqual([])
    expect(channel).toMatchObject({ kind: 'private', name: `pair-r1-unicode-${marks.word('space:1', 10)}` })
    expect(Object.keys(channel!.members).sort()).toEqual(['U0ADA', 'U0BEN', 'U0BOT'])
    await expect(platform.findSpace(at, 'space:1', wanted('space:1').members)).resolves.toEqual({
      kind: 'done',
      ref: first,
    })
  })

  test('a lost answer is unknown, and the half-made channel is adopted', async () => {
    await local.control.addFaults({ on: 'conversations.create', kind: 'cut-after', times: 1 })
    await expect(platform.ensureSpace(at, wanted('space:2'))).resolves.toMatchObject({ kind: 'unknown' })
    expect(channelsNamed(marks.word('space:2', 10))).toHaveLength(1)
    // Nobody was invited yet: not done.
    const { members } = wanted('space:2')
    await expect(platform.findSpace(at, 'space:2', members)).resolves.toEqual({ kind: 'absent' })
    const ref = refOf(await platform.ensureSpace(at, wanted('space:2')))
    expect(channelsNamed(marks.word('space:2', 10)).map(({ id }) => id)).toEqual([ref])
    await expect(platform.findSpace(at, 'space:2', members)).resolves.toEqual({ kind: 'done', ref })
  })

  test('a lost invitation is unknown, and the whole channel is found', async () => {
    await local.control.addFaults({ on: 'conversations.invite', kind: '500-after', times: 1 })
    await expect(platform.ensureSpace(at, wanted('space:3'))).resolves.toMatchObject({ kind: 'unknown' })
    await expect(platform.findSpace(at, 'space:3', wanted('space:3').members)).resolves.toMatchObject({
      kind: 'done',
    })
  })

  test('a list that lags behind makes us wait, not make another', async () => {
    await platform.ensureSpace(at, wanted('space:4'))
    await local.control.addFaults({ on: 'users.conversations', kind: 'stale', ms: 60_000, times: 1 })
    await expect(platform.ensureSpace(at, wanted('space:4'))).resolves.toMatchObject({ kind: 'retryAt' })
    await expect(platform.ensureSpace(at, wanted('space:4'))).resolves.toMatchObject({ kind: 'done' })
    expect(channelsNamed(marks.word('space:4', 10))).toHaveLength(1)
  })

  test("a stranger's channel of that name is not taken; ours gets a second name", async () => {
    const end = marks.word('space:5', 10)
    await local.control.createChannel(TEAM, `pair-r1-unicode-${end}`, ['U0EVE'], true)
    const first = await platform.ensureSpace(at, wanted('space:5'))
    expect(first).toMatchObject({ kind: 'retryAt' })
    if (first.kind !== 'retryAt') return
    await new Promise((resolve) => setTimeout(resolve, first.at - Date.now() + 5))
    const ref = refOf(await platform.ensureSpace(at, wanted('space:5')))
    expect(team().channels[ref]!.creator).toBe('U0BOT')
    await expect(platform.findSpace(at, 'space:5', wanted('space:5').members)).resolves.toEqual({
      kind: 'done',
      ref,
    })
  })

  test('where channels are forbidden a group message serves, the same one each time', async () => {
    await local.control.createTeam({ id: TEAM, name: 'Libraries', settings: { channelCreation: 'admins' } })
    const first = refOf(await platform.ensureSpace(at, wanted('space:6', ['U0ADA', 'U0CHO'])))
    expect(refOf(await platform.ensureSpace(at, wanted('space:6', ['U0ADA', 'U0CHO'])))).toBe(first)
    expect(team().channels[first]!.kind).toBe('mpim')
    // Nobody is taken out of one, and nobody leaves.
    await expect(platform.removeMember(at, first, 'U0CHO')).resolves.toMatchObject({ kind: 'done' })
    await expect(platform.closeSpace(at, first)).resolves.toMatchObject({ kind: 'done' })
    const forum = { key: 'ch:x', purpose: 'forum' as const, name: 'nowhere', topic: '', members: [] }
    await expect(platform.ensureChannel(at, forum)).resolves.toEqual({
      kind: 'denied',
      permission: 'channel creation',
      scope: 'workspace',
    })
    await local.control.createTeam({ id: TEAM, name: 'Libraries', settings: { channelCreation: 'everyone' } })
  })

  test('somebody who is gone is named, and the other is in', async () => {
    await local.control.addUsers(TEAM, [{ id: 'U0GUS', real_name: 'Gus', deleted: true }])
    const outcome = await platform.ensureSpace(at, wanted('space:7', ['U0GUS', 'U0BEN']))
    expect(outcome).toEqual({ kind: 'gone', what: 'member' })
    const [channel] = channelsNamed(marks.word('space:7', 10))
    expect(Object.keys(channel!.members)).toContain('U0BEN')
  })

  test('is left when it is closed, and closing again is no error', async () => {
    const ref = refOf(await platform.ensureSpace(at, wanted('space:8')))
    await expect(platform.closeSpace(at, ref)).resolves.toEqual({ kind: 'done', ref })
    await expect(platform.closeSpace(at, ref)).resolves.toEqual({ kind: 'done', ref })
    expect(team().channels[ref]!.archived).toBe(false)
    await expect(
      platform.ensurePost(at, { key: 'late', space: ref, message: line('hello') }),
    ).resolves.toEqual({
      kind: 'gone',
      what: 'space',
    })
  })

  test('many at once share listings and are told distinct times', async () => {
    const slow = local.platform({ paceScale: 1 })
    await slow.start(scripted())
    const outcomes = await Promise.all(
      Array.from({ length: 9 }, (_, index) => slow.ensureSpace(at, wanted(`space:many:${index}`))),
    )
    const times = outcomes.flatMap((outcome) => (outcome.kind === 'retryAt' ? [outcome.at] : []))
    expect(times.length).toBeGreaterThanOrEqual(4)
    const sorted = [...times].sort((a, b) => a - b)
    for (const [index, time] of sorted.entries()) {
      if (index > 0) expect(time - sorted[index - 1]!).toBeGreaterThan(2_900)
    }
    await slow.stop(2_000)
  })
})

describe('posts', () => {
  test('are marked, found, edited and removed', async () => {
    const space = refOf(await platform.ensureSpace(at, wanted('posts:1')))
    const since = Date.now()
    await expect(platform.findPost(at, 'intro:1', space, since)).resolves.toEqual({ kind: 'absent' })
    const ref = refOf(await platform.ensurePost(at, { key: 'intro:1', space, message: line('Hello <both>') }))
    await expect(platform.findPost(at, 'intro:1', space, since)).resolves.toEqual({ kind: 'done', ref })
    await expect(platform.findPost(at, 'intro:2', space, since)).resolves.toEqual({ kind: 'absent' })
    const edit = { key: 'intro:1:v2', space, message: line('Hello again'), edit: ref }
    expect(refOf(await platform.ensurePost(at, edit))).toBe(ref)
    await local.person('ADA').message('Hello again')
    await expect(platform.findPost(at, 'intro:1', space, since)).resolves.toEqual({ kind: 'done', ref })
    await expect(platform.removePost(at, space, ref)).resolves.toEqual({ kind: 'done', ref })
    await expect(platform.removePost(at, space, ref)).resolves.toEqual({ kind: 'done', ref })
    await expect(platform.ensurePost(at, edit)).resolves.toEqual({ kind: 'gone', what: 'post' })
    expect(platform.linkTo(at, space, ref)).toMatch(/^http.*\/archives\/C\w+\/p\d{16}$/)
  })

  test('a lost answer is unknown, and the post is there once', async () => {
    const space = refOf(await platform.ensureSpace(at, wanted('posts:2')))
    await local.control.addFaults({ on: 'chat.postMessage', kind: '500-after', times: 1 })
    const post = { key: 'prompt:1', space, message: line('Topic of the month') }
    await expect(platform.ensurePost(at, post)).resolves.toEqual({ kind: 'unknown', why: 'http_500' })
    await expect(platform.findPost(at, 'prompt:1', space, Date.now())).resolves.toMatchObject({
      kind: 'done',
    })
    const said = team().channels[space]!.messages.filter(({ text }) => text === 'Topic of the month')
    expect(said).toHaveLength(1)
  })

  test('a 429 says when, and what cannot be said is refused', async () => {
    const space = refOf(await platform.ensureSpace(at, wanted('posts:3')))
    await local.control.addFaults({ on: 'chat.postMessage', kind: '429', retryAfter: 7, times: 1 })
    const limited = local.platform()
    await limited.start(scripted())
    const now = Date.now()
    const outcome = await limited.ensurePost(at, { key: 'prompt:2', space, message: line('Soon') })
    expect(outcome).toMatchObject({ kind: 'retryAt' })
    if (outcome.kind === 'retryAt') expect(outcome.at - now).toBeGreaterThanOrEqual(7_000)
    await limited.stop(2_000)
    await local.control.addFaults({ on: 'chat.postMessage', kind: 'error', code: 'msg_too_long', times: 1 })
    const long = await platform.ensurePost(at, { key: 'prompt:3', space, message: line('Long') })
    expect(long).toEqual({ kind: 'refused', code: 'msg_too_long' })
  })

  test('show a picture in the same message, and go without one that Slack refuses', async () => {
    const space = refOf(await platform.ensureSpace(at, wanted('posts:4')))
    const message = {
      summary: 'The kick-off',
      blocks: [{ kind: 'picture' as const, file: 'map.png', alt: 'A map' }],
      files: [{ name: 'map.png', type: 'image/png', bytes: new Uint8Array([137, 80, 78, 71]) }],
    }
    const ref = refOf(await platform.ensurePost(at, { key: 'kick:1', space, message }))
    const posted = team().channels[space]!.messages.find(({ ts }) => ts === ref)
    expect(posted!.blocks).toMatchObject([{ type: 'image', alt_text: 'A map' }])
    await local.control.addFaults({
      on: 'files.getUploadURLExternal',
      kind: 'error',
      code: 'file_uploads_disabled',
    })
    const plain = refOf(await platform.ensurePost(at, { key: 'kick:2', space, message }))
    const without = team().channels[space]!.messages.find(({ ts }) => ts === plain)
    expect(without!.blocks).toMatchObject([{ type: 'context' }])
  })

  test('a file without a picture hangs on its message', async () => {
    const space = refOf(await platform.ensureSpace(at, wanted('posts:5')))
    const files = [{ name: 'meeting.ics', type: 'text/calendar', bytes: new Uint8Array([1]) }]
    const ref = refOf(
      await platform.ensurePost(at, { key: 'cal:1', space, message: { ...line('Agreed'), files } }),
    )
    const posted = team().channels[space]!.messages.find(({ ts }) => ts === ref)
    expect(posted!.files).toHaveLength(1)
    expect(posted!.metadata?.event_type).toBe('counterpart')
  })

  test('a person can be written to directly', async () => {
    const ref = refOf(
      await platform.ensurePost(at, { key: 'dm:1', space: 'U0DEE', message: line('Just for you') }),
    )
    await local.person('DEE').message('Just for you')
    await expect(platform.findPost(at, 'dm:1', 'U0DEE', Date.now())).resolves.toEqual({ kind: 'done', ref })
  })
})

describe('public channels', () => {
  const forum = { key: 'ch:forum', purpose: 'forum' as const, name: 'Topics!', topic: 'Talk', members: [] }

  test('are made once, or entered where they exist', async () => {
    const made = await platform.ensureChannel(at, forum)
    expect(made).toMatchObject({ kind: 'done', ref: { kind: 'text' } })
    await expect(platform.ensureChannel(at, forum)).resolves.toEqual(made)
    expect(channelsNamed('topics')).toMatchObject([{ kind: 'public', topic: { value: 'Talk' } }])
    const there = await local.control.createChannel(TEAM, 'news', ['U0EVE'])
    const news = { ...forum, key: 'ch:news', purpose: 'announcements' as const, name: 'news' }
    await expect(platform.ensureChannel(at, news)).resolves.toEqual({
      kind: 'done',
      ref: { ref: there, kind: 'text' },
    })
    expect(team().channels[there]!.members.U0BOT).toBe(true)
  })

  test('a forum post is a message with its title, also where the bot must enter first', async () => {
    const there = await local.control.createChannel(TEAM, 'agora', ['U0EVE'])
    await expect(platform.findForumPost(at, 'forum:1', there, Date.now())).resolves.toEqual({
      kind: 'absent',
    })
    await platform.closeSpace(at, there)
    const post = { key: 'forum:1', forum: there, title: 'What do you hope for?', message: line('Tell us.') }
    const ref = refOf(await platform.ensureForumPost(at, post))
    await expect(platform.findForumPost(at, 'forum:1', there, Date.now())).resolves.toEqual({
      kind: 'done',
      ref,
    })
    await local.person('EVE').message('What do you hope for?')
  })

  test('a list that lags behind makes us wait, not make another', async () => {
    const lagging = { ...forum, key: 'ch:lag', name: 'lagging' }
    const made = await platform.ensureChannel(at, lagging)
    await local.control.addFaults({ on: 'conversations.list', kind: 'stale', ms: 60_000, times: 1 })
    await expect(platform.ensureChannel(at, lagging)).resolves.toMatchObject({ kind: 'retryAt' })
    await expect(platform.ensureChannel(at, lagging)).resolves.toEqual(made)
  })

  test("the organisers' channel is private, and each programme has its own", async () => {
    const organisers = { ...forum, purpose: 'organisers' as const, name: 'organisers', members: ['U0EVE'] }
    const one = await platform.ensureChannel(at, { ...organisers, key: 'programme:1' })
    const two = await platform.ensureChannel(at, { ...organisers, key: 'programme:2' })
    expect(one).not.toEqual(two)
    await expect(platform.ensureChannel(at, { ...organisers, key: 'programme:1' })).resolves.toEqual(one)
    expect(channelsNamed('organisers').map(({ kind }) => kind)).toEqual(['private', 'private'])
  })
})

test('another workspace is not ours to serve', async () => {
  await expect(platform.findSpace({ externalId: 'T0OTHER' }, 'space:1', [])).resolves.toMatchObject({
    kind: 'denied',
  })
})
