import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { permissionInteger } from '../../../src/platforms/discord/permissions.ts'
import type { Platform } from '../../../src/port/platform.ts'
import { canSee } from '../../../src/sandbox/discord/world/access.ts'
import { Permission } from '../../../src/sandbox/discord/world/bits.ts'
import { addChannel, blankChannel, changeChannel } from '../../../src/sandbox/discord/world/channels.ts'
import { expectFitting, line, marks, pairOf, refOf, scripted, type World, world } from './harness.ts'

const channelsOf = (local: World) =>
  [...local.discord.state.channels.values()].filter(({ guild_id }) => guild_id === local.guild)
/** Those that count towards the 500. */
const countOf = (local: World) => channelsOf(local).filter(({ type }) => type < 10 || type === 15).length
const fill = (local: World, until: number) => {
  const { world: there } = local.discord
  while (countOf(local) < until) addChannel(there, blankChannel(there, 0, local.guild, 'filler'))
}

describe('channels', () => {
  let local: World
  let platform: Platform

  beforeAll(async () => {
    local = await world()
    platform = local.platform()
    await platform.start(scripted())
  })
  afterEach(() => expectFitting(local))
  afterAll(async () => {
    await platform.stop(2_000)
    await local.close()
  })
  const categories = () => channelsOf(local).filter(({ type }) => type === 4)
  const childrenOf = (id: string) => channelsOf(local).filter(({ parent_id }) => parent_id === id).length

  test('stand in categories of 50, the next of which is made when one is full', async () => {
    for (let index = 0; index < 51; index += 1) {
      refOf(await platform.ensureSpace(local.at, pairOf(local, `space:${index}`)))
    }
    expect(categories().map(({ name, id }) => [name, childrenOf(id)])).toEqual([
      ['Counterpart pairs', 50],
      ['Counterpart pairs 2', 1],
    ])
    // None was tried where there was no room.
    expect(local.recorder.changes()).toHaveLength(53)
  })

  test('find the next category when somebody else has filled this one meanwhile', async () => {
    const { world: there } = local.discord
    const second = categories()[1]!
    while (childrenOf(second.id) < 50) {
      addChannel(there, { ...blankChannel(there, 0, local.guild, 'theirs'), parent_id: second.id })
    }
    refOf(await platform.ensureSpace(local.at, pairOf(local, 'space:overfull')))
    expect(categories().map(({ id }) => childrenOf(id))).toEqual([50, 50, 1])
  })

  test('are looked for only once in a while', async () => {
    local.recorder.clear()
    for (let index = 0; index < 5; index += 1) {
      refOf(await platform.ensureSpace(local.at, pairOf(local, `space:quick:${index}`)))
    }
    expect(local.recorder.calls.filter(({ method }) => method === 'GET').length).toBeLessThanOrEqual(1)
  })
})

describe('a server without room', () => {
  let local: World
  let platform: Platform
  const threadsOf = () => channelsOf(local).filter(({ type }) => type === 12)

  beforeAll(async () => {
    local = await world()
    platform = local.platform()
    await platform.start(scripted())
    fill(local, 497)
  })
  afterEach(() => expectFitting(local))
  afterAll(async () => {
    await platform.stop(2_000)
    await local.close()
  })

  test('gets private threads, and its last channel is what they stand under', async () => {
    const channel = refOf(await platform.ensureSpace(local.at, pairOf(local, 'full:1')))
    const thread = refOf(await platform.ensureSpace(local.at, pairOf(local, 'full:2')))
    expect(local.discord.state.channels.get(channel)?.type).toBe(0)
    expect(local.discord.state.channels.get(thread)).toMatchObject({
      type: 12,
      name: `pair-r1-${marks.word('full:2', 10)}`,
      thread: { invitable: false },
    })
    expect(countOf(local)).toBe(500)
    const sees = (name: string) =>
      canSee(local.discord.world, local.discord.state.channels.get(thread)!, local.ids[name]!)
    expect(['ada', 'ben', 'cho'].map(sees)).toEqual([true, true, false])
    await expect(platform.findSpace(local.at, 'full:2', pairOf(local, 'full:2').members)).resolves.toEqual({
      kind: 'done',
      ref: thread,
    })
    local.recorder.clear()
    expect(refOf(await platform.ensureSpace(local.at, pairOf(local, 'full:1')))).toBe(channel)
    expect(refOf(await platform.ensureSpace(local.at, pairOf(local, 'full:2')))).toBe(thread)
    expect(local.recorder.changes().filter((change) => change.startsWith('POST'))).toEqual([])
  })

  test('a thread made while the answer was lost is found once its members are in, and made once', async () => {
    await local.control.fault({ route: 'POST /channels/:channel/threads', action: 'cut-after', times: 1 })
    await expect(platform.ensureSpace(local.at, pairOf(local, 'full:3'))).resolves.toMatchObject({
      kind: 'unknown',
    })
    await expect(platform.findSpace(local.at, 'full:3', pairOf(local, 'full:3').members)).resolves.toEqual({
      kind: 'absent',
    })
    const ref = refOf(await platform.ensureSpace(local.at, pairOf(local, 'full:3')))
    await local.control.fault({
      route: 'PUT /channels/:channel/thread-members/:user',
      action: 'cut-before',
      times: 1,
    })
    await expect(platform.ensureSpace(local.at, pairOf(local, 'full:4'))).resolves.toMatchObject({
      kind: 'unknown',
    })
    await expect(platform.findSpace(local.at, 'full:4', pairOf(local, 'full:4').members)).resolves.toEqual({
      kind: 'absent',
    })
    refOf(await platform.ensureSpace(local.at, pairOf(local, 'full:4')))
    await expect(platform.findSpace(local.at, 'full:3', pairOf(local, 'full:3').members)).resolves.toEqual({
      kind: 'done',
      ref,
    })
    expect(threadsOf()).toHaveLength(3)
  })

  test('a thread that sleeps is found behind many others, woken for members and edits, and closed', async () => {
    const ref = refOf(await platform.ensureSpace(local.at, pairOf(local, 'full:5')))
    const post = { key: 'intro', space: ref, message: line('Hello') }
    const message = refOf(await platform.ensurePost(local.at, post))
    const { world: there, state } = local.discord
    const parent = state.channels.get(ref)?.parent_id ?? ''
    const asleep = (id: string, at: number) => {
      const thread = state.channels.get(id)!
      changeChannel(there, thread, {
        thread: { ...thread.thread!, archived: true, archive_timestamp: new Date(at).toISOString() },
      })
    }
    asleep(ref, 1_700_000_000_000)
    for (let index = 0; index < 120; index += 1) {
      const one = addChannel(there, {
        ...blankChannel(there, 12, local.guild, `pair-${index}`),
        parent_id: parent,
        owner_id: local.app.id,
        thread: state.channels.get(ref)!.thread,
      })
      asleep(one.id, 1_710_000_000_000 + index)
    }
    await expect(platform.findSpace(local.at, 'full:5', pairOf(local, 'full:5').members)).resolves.toEqual({
      kind: 'done',
      ref,
    })
    const edit = { ...post, message: line('Hello again'), edit: message }
    expect(refOf(await platform.ensurePost(local.at, edit))).toBe(message)
    asleep(ref, 1_700_000_000_000)
    expect(refOf(await platform.ensureMembers(local.at, ref, [local.ids.cho!]))).toBe(ref)
    asleep(ref, 1_700_000_000_000)
    local.recorder.clear()
    for (let time = 0; time < 2; time += 1) expect(refOf(await platform.closeSpace(local.at, ref))).toBe(ref)
    // It takes no other change before it is awake.
    const edits = local.recorder.calls.filter(({ method }) => method === 'PATCH')
    expect(edits.map(({ body }) => body)).toEqual([{ archived: false }, { locked: true, archived: true }])
    expect(state.channels.get(ref)?.thread).toMatchObject({ archived: true, locked: true })
    refOf(await platform.ensurePost(local.at, { key: 'farewell', space: ref, message: line('Farewell') }))
    await expect(local.person('ada').in(ref).post('one more thing')).rejects.toThrow()
  })

  test('what it lacks for threads is named', async () => {
    await local.grant(permissionInteger & ~Permission.CREATE_PRIVATE_THREADS)
    await local.control.rolePermissions(local.guild, '@everyone', ['VIEW_CHANNEL'])
    await expect(platform.ensureSpace(local.at, pairOf(local, 'full:6'))).resolves.toEqual({
      kind: 'denied',
      permission: 'Create Private Threads',
      scope: 'workspace',
    })
  })
})

test('a server that is full to the last channel says so, and is asked again when there is room', async () => {
  const local = await world()
  let now = Date.now()
  const platform = local.platform({ wall: () => now })
  await platform.start(scripted())
  fill(local, 500)
  await expect(platform.ensureSpace(local.at, pairOf(local, 'full'))).resolves.toEqual({
    kind: 'full',
    what: 'channels',
  })
  for (const { id } of channelsOf(local)
    .filter(({ name }) => name === 'filler')
    .slice(0, 5)) {
    await local.control.deleteChannel(id)
  }
  now += 11 * 60_000
  const ref = refOf(await platform.ensureSpace(local.at, pairOf(local, 'full')))
  expect(local.discord.state.channels.get(ref)?.type).toBe(0)
  expectFitting(local)
  await platform.stop(1_000)
  await local.close()
})

test('a server that turned out to be full, unlike its list, is asked again at once when there is room', async () => {
  const local = await world()
  const platform = local.platform()
  await platform.start(scripted())
  fill(local, 500)
  await local.control.fault({ route: 'GET /guilds/:guild/channels', action: 'stale', ms: 60_000 })
  const space = pairOf(local, 'full')
  await expect(platform.ensureSpace(local.at, space)).resolves.toEqual({ kind: 'full', what: 'channels' })
  await local.control.clearFaults()
  for (const { id } of channelsOf(local)
    .filter(({ name }) => name === 'filler')
    .slice(0, 5)) {
    await local.control.deleteChannel(id)
  }
  const ref = refOf(await platform.ensureSpace(local.at, space))
  expect(local.discord.state.channels.get(ref)?.type).toBe(0)
  expectFitting(local)
  await platform.stop(1_000)
  await local.close()
})

test('threads from the first where the settings say so', async () => {
  const local = await world()
  const platform = local.platform({ spaces: 'thread' })
  await platform.start(scripted())
  const ref = refOf(await platform.ensureSpace(local.at, pairOf(local, 'thread')))
  expect(local.discord.state.channels.get(ref)?.type).toBe(12)
  expectFitting(local)
  await platform.stop(1_000)
  await local.close()
})
