import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
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
const wanted = (key: string, members?: string[]) => pairOf(local, key, members)

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
