import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { SlackPlatform } from '../../../src/platforms/slack/slack.ts'
import { at, line, marks, scripted, TEAM, world } from './harness.ts'

let local: Awaited<ReturnType<typeof world>>
let platform: SlackPlatform

beforeAll(async () => {
  local = await world()
  platform = local.platform()
  await platform.start(scripted())
  await local.control.addUsers(TEAM, [
    { id: 'U0SINGLE', real_name: 'Single', guest: 'single-channel' },
    { id: 'U0MULTI', real_name: 'Multi', guest: 'multi-channel' },
    { id: 'W0STRANGER', real_name: 'Stranger', home: 'T0ELSEWHERE' },
    { id: 'U0GONE', real_name: 'Gone', deleted: true },
  ])
})
afterEach(() => local.control.clearFaults())
afterAll(async () => {
  await platform.stop(2_000)
  await local.slack.close()
})

let count = 0
const space = (...members: string[]) => {
  count += 1
  return { key: `space:${count}`, name: 'pair-r1', topic: '', reason: '', members }
}
const inIt = (key: string): string[] => {
  const channels = Object.values(local.slack.state.teams[TEAM]!.channels)
  const [channel] = channels.filter(({ name }) => name.endsWith(marks.word(key, 10)))
  return Object.keys(channel?.members ?? {}).filter((user) => user !== 'U0BOT')
}

describe('somebody who cannot be let in', () => {
  test.each([
    ['U0SINGLE', 'single-channel-guest'],
    ['W0STRANGER', 'stranger'],
  ])('%s is named with the reason, and their partner is in', async (user, why) => {
    const wanted = space(user, 'U0ADA')
    const keptOut = { kind: 'refused', code: why, members: [{ user, why }] }
    await expect(platform.ensureSpace(at, wanted)).resolves.toEqual(keptOut)
    expect(inIt(wanted.key)).toEqual(['U0ADA'])
    // It is there, but not as it should be; a second try says the same and lets nobody in twice.
    await expect(platform.findSpace(at, wanted.key, wanted.members)).resolves.toEqual({ kind: 'absent' })
    await expect(platform.findSpace(at, wanted.key, ['U0ADA'])).resolves.toMatchObject({ kind: 'done' })
    await expect(platform.ensureSpace(at, wanted)).resolves.toEqual(keptOut)
  })

  test('is let in once what stood in the way is gone', async () => {
    await local.control.addUsers(TEAM, [{ id: 'U0HAL', real_name: 'Hal', guest: 'single-channel' }])
    const wanted = space('U0HAL', 'U0ADA')
    await expect(platform.ensureSpace(at, wanted)).resolves.toMatchObject({ kind: 'refused' })
    await local.control.changeUser(TEAM, 'U0HAL', { guest: 'multi-channel' })
    await expect(platform.ensureSpace(at, wanted)).resolves.toMatchObject({ kind: 'done' })
    expect(inIt(wanted.key)).toEqual(['U0ADA', 'U0HAL'])
  })

  test.each([
    ['no_permission', 'not-allowed'],
    ['access_denied', 'not-allowed'],
    ['cant_invite', 'not-allowed'],
    ['app_cannot_join_channel', 'not-allowed'],
    ['user_is_restricted', 'guest'],
    ['ura_max_channels', 'single-channel-guest'],
    ['no_external_invite_permission', 'stranger'],
    ['org_user_not_in_team', 'not-in-workspace'],
    ['invitee_cant_see_channel', 'not-in-workspace'],
    ['something_new', 'not-allowed'],
  ])('by %s, of one of two, does not concern the other nor the workspace', async (code, why) => {
    const wanted = space('U0ADA', 'U0BEN')
    await local.control.addFaults({
      on: 'conversations.invite',
      kind: 'error',
      code,
      errors: [{ user: 'U0BEN', ok: false, error: code }],
    })
    await expect(platform.ensureSpace(at, wanted)).resolves.toEqual({
      kind: 'refused',
      code: why,
      members: [{ user: 'U0BEN', why }],
    })
  })

  test('is found out where Slack refuses all for the sake of one and does not say whom', async () => {
    const wanted = space('U0ADA', 'U0BEN', 'U0CHO', 'U0DEE')
    await local.control.addFaults(
      // All four; then not the first two, but the other two, and of these the first.
      { on: 'conversations.invite', kind: 'error', code: 'no_permission', times: 1 },
      { on: 'conversations.invite', kind: 'error', code: 'no_permission', skip: 2, times: 2 },
    )
    await expect(platform.ensureSpace(at, wanted)).resolves.toEqual({
      kind: 'refused',
      code: 'not-allowed',
      members: [{ user: 'U0CHO', why: 'not-allowed' }],
    })
    expect(inIt(wanted.key)).toEqual(['U0ADA', 'U0BEN', 'U0DEE'])
  })

  test('who is gone is told as gone, whatever Slack calls it', async () => {
    const wanted = space('U0GONE', 'U0ADA')
    await expect(platform.ensureSpace(at, wanted)).resolves.toEqual({ kind: 'gone', what: 'member' })
    expect(inIt(wanted.key)).toEqual(['U0ADA'])
  })

  test('keeps no channel of the programme from being made', async () => {
    const channel = { purpose: 'organisers' as const, name: 'organisers', topic: '' }
    const members = ['U0SINGLE', 'U0EVE']
    await expect(platform.ensureChannel(at, { ...channel, key: 'one', members })).resolves.toMatchObject({
      kind: 'done',
      ref: { keptOut: [{ user: 'U0SINGLE', why: 'single-channel-guest' }] },
    })
    const gone = { ...channel, key: 'two', members: ['U0GONE', 'U0EVE'] }
    await expect(platform.ensureChannel(at, gone)).resolves.toMatchObject({ kind: 'done' })
  })

  test('a guest of several channels is let in', async () => {
    await expect(platform.ensureSpace(at, space('U0MULTI', 'U0ADA'))).resolves.toMatchObject({ kind: 'done' })
  })

  test('in a group message is named, too', async () => {
    await local.control.addFaults(
      { on: 'conversations.create', kind: 'error', code: 'restricted_action' },
      { on: 'conversations.open', kind: 'error', code: 'invalid_user_combination' },
    )
    await expect(platform.ensureSpace(at, space('W0STRANGER', 'U0ADA'))).resolves.toEqual({
      kind: 'refused',
      code: 'stranger',
      members: [{ user: 'W0STRANGER', why: 'stranger' }],
    })
  })
})

describe('a member', () => {
  test.each([
    ['U0SINGLE', 'single-channel'],
    ['U0MULTI', 'multi-channel'],
    ['W0STRANGER', 'stranger'],
  ])('%s is a guest: %s', async (user, guest) => {
    await expect(platform.memberOf(at, user)).resolves.toMatchObject({ user, guest })
  })

  test('of whom Slack tells next to nothing is known all the same', async () => {
    await local.control.addUsers(TEAM, [{ id: 'W0BARE', real_name: '', name: '', tz: '' }])
    await local.control.addFaults({ on: 'users.info', kind: 'nulls' })
    await expect(platform.memberOf(at, 'W0BARE')).resolves.toEqual({
      user: 'W0BARE',
      name: 'W0BARE',
      locale: 'en-US',
      manages: false,
      bot: false,
    })
  })
})

describe('a look for our own post', () => {
  test.each<[string, Record<string, unknown>]>([
    ['null wherever it can be', { user: null, bot_id: null, metadata: null, text: null, blocks: null }],
    ["another app's metadata", { metadata: { entities: [{ entity_type: 'slack#/entities/task' }] } }],
    ['metadata without a payload', { metadata: { event_type: 'counterpart', event_payload: null } }],
    ['metadata of another kind', { metadata: 'text', user: { id: 'U1' }, bot_id: 7 }],
  ])('is not in the way of one with %s', async (_what, message) => {
    const wanted = space('U0ADA', 'U0BEN')
    const made = await platform.ensureSpace(at, wanted)
    const channel = made.kind === 'done' ? made.ref : ''
    await local.control.foreignMessage(TEAM, channel, message)
    const post = { key: `post:${wanted.key}`, space: channel, message: line('The topic') }
    const posted = await platform.ensurePost(at, post)
    await local.control.foreignMessage(TEAM, channel, message)
    await expect(platform.findPost(at, post.key, channel, Date.now())).resolves.toEqual(posted)
    await expect(platform.findPost(at, 'another', channel, Date.now())).resolves.toEqual({ kind: 'absent' })
  })

  test('reads pages that hold nulls, and lists that name channels of which nothing is told', async () => {
    await local.control.addFaults({ on: '*', kind: 'nulls' })
    const wanted = space('U0ADA', 'U0BEN')
    const made = await platform.ensureSpace(at, wanted)
    expect(made).toMatchObject({ kind: 'done' })
    const channel = made.kind === 'done' ? made.ref : ''
    const post = { key: `post:${wanted.key}`, space: channel, message: line('The topic') }
    const posted = await platform.ensurePost(at, post)
    expect(posted).toMatchObject({ kind: 'done' })
    await expect(platform.findPost(at, post.key, channel, Date.now())).resolves.toEqual(posted)
    await expect(platform.findPost(at, 'another', channel, Date.now())).resolves.toEqual({ kind: 'absent' })
    await expect(platform.findSpace(at, wanted.key, wanted.members)).resolves.toEqual(made)
    const forum = { key: 'ch:forum', purpose: 'forum' as const, name: 'topics', topic: 'Talk', members: [] }
    const first = await platform.ensureChannel(at, forum)
    expect(first).toMatchObject({ kind: 'done' })
    await expect(platform.ensureChannel(at, forum)).resolves.toEqual(first)
    const restarted = local.platform()
    await restarted.start(scripted())
    await restarted.stop(1_000)
  })
})
