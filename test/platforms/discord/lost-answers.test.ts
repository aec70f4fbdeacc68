import { describe, expect, test } from 'vitest'
import { QUIET_MS } from '../../../src/port/outcome.ts'
import { pairOf, refOf, scripted, type World, world } from './harness.ts'

const channelsOf = (local: World) =>
  [...local.discord.state.channels.values()].filter(({ guild_id }) => guild_id === local.guild)

describe('a category whose answer was lost', () => {
  const categories = (local: World) =>
    channelsOf(local).filter(({ name }) => name.startsWith('Counterpart pairs'))

  test('keeps the others from making a second one, until looking is conclusive', async () => {
    const local = await world()
    let now = Date.now()
    const platform = local.platform({ wall: () => now })
    await platform.start(scripted())
    await local.control.fault({ route: 'POST /guilds/:guild/channels', action: 'fail-after', times: 1 })
    await local.control.fault({ route: 'GET /guilds/:guild/channels', action: 'stale', ms: 60_000 })
    const both = ['lost:1', 'lost:2'].map((key) => platform.ensureSpace(local.at, pairOf(local, key)))
    await expect(Promise.all(both)).resolves.toEqual([
      expect.objectContaining({ kind: 'unknown' }),
      expect.objectContaining({ kind: 'retryAt', at: now + QUIET_MS }),
    ])
    await local.control.clearFaults()
    now += QUIET_MS
    for (const key of ['lost:1', 'lost:2']) refOf(await platform.ensureSpace(local.at, pairOf(local, key)))
    expect(categories(local)).toHaveLength(1)
    await platform.stop(1_000)
    await local.close()
  })

  test('is not missed in a list that was asked for before looking is conclusive', async () => {
    const local = await world()
    let now = Date.now()
    const platform = local.platform({ wall: () => now })
    await platform.start(scripted())
    const list = { route: 'GET /guilds/:guild/channels' }
    await local.control.fault({ route: 'POST /guilds/:guild/channels', action: 'fail-after', times: 1 })
    await local.control.fault({ ...list, action: 'stale', ms: 60_000 })
    const [lost, other] = [pairOf(local, 'lost:1'), pairOf(local, 'lost:2')]
    await expect(platform.ensureSpace(local.at, lost)).resolves.toMatchObject({ kind: 'unknown' })
    now += QUIET_MS - 1
    local.recorder.clear()
    await local.control.fault({ ...list, action: 'delay', ms: 300, times: 1 })
    const looking = platform.ensureSpace(local.at, other)
    await new Promise((resolve) => setTimeout(resolve, 100))
    now += 1
    await expect(looking).resolves.toMatchObject({ kind: 'retryAt', at: now })
    await local.control.clearFaults()
    for (const space of [other, lost]) refOf(await platform.ensureSpace(local.at, space))
    expect(categories(local)).toHaveLength(1)
    await platform.stop(1_000)
    await local.close()
  })

  test('or one in which a space was lost is not made again while lists lack it', async () => {
    const local = await world()
    let now = Date.now()
    const platform = local.platform({ wall: () => now })
    await platform.start(scripted())
    refOf(await platform.ensureSpace(local.at, pairOf(local, 'there')))
    await local.control.fault({ route: 'POST /guilds/:guild/channels', action: 'fail-after', times: 1 })
    await local.control.fault({ route: 'GET /guilds/:guild/channels', action: 'stale', ms: 60_000 })
    const [lost, other] = [pairOf(local, 'lost:1'), pairOf(local, 'lost:2')]
    await expect(platform.ensureSpace(local.at, lost)).resolves.toMatchObject({ kind: 'unknown' })
    await expect(platform.ensureSpace(local.at, other)).resolves.toMatchObject({
      kind: 'retryAt',
      at: now + QUIET_MS,
    })
    await local.control.clearFaults()
    now += QUIET_MS
    for (const space of [other, lost]) refOf(await platform.ensureSpace(local.at, space))
    expect(categories(local)).toHaveLength(1)
    await platform.stop(1_000)
    await local.close()
  })

  test('in another process keeps this one waiting as long', async () => {
    const local = await world()
    let now = Date.now()
    const quietUntil = now + QUIET_MS
    const platform = local.platform({ wall: () => now })
    await platform.start(scripted())
    const space = { ...pairOf(local, 'dead'), quietUntil }
    await expect(platform.ensureSpace(local.at, space)).resolves.toMatchObject({
      kind: 'retryAt',
      at: quietUntil,
    })
    expect(categories(local)).toHaveLength(0)
    now = quietUntil
    refOf(await platform.ensureSpace(local.at, space))
    expect(categories(local)).toHaveLength(1)
    await platform.stop(1_000)
    await local.close()
  })
})

test('whoever waited too long for their turn gets nothing made behind their back', async () => {
  const local = await world()
  let now = Date.now()
  const platform = local.platform({ wall: () => now })
  await platform.start(scripted())
  refOf(await platform.ensureSpace(local.at, pairOf(local, 'before')))
  await local.control.fault({ route: 'POST /guilds/:guild/channels', action: 'delay', ms: 300, times: 1 })
  const first = platform.ensureSpace(local.at, pairOf(local, 'slow'))
  const second = platform.ensureSpace(local.at, pairOf(local, 'late'))
  await expect.poll(() => local.recorder.changes().length).toBeGreaterThan(2)
  now += 20_000
  refOf(await first)
  await expect(second).resolves.toEqual({ kind: 'retryAt', at: now, why: 'its turn did not come' })
  await expect(platform.findSpace(local.at, 'late', pairOf(local, 'late').members)).resolves.toEqual({
    kind: 'absent',
  })
  await platform.stop(1_000)
  await local.close()
})
