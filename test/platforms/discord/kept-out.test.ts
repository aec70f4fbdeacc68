import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Platform } from '../../../src/port/platform.ts'
import { Permission } from '../../../src/sandbox/discord/world/bits.ts'
import { changeChannel } from '../../../src/sandbox/discord/world/channels.ts'
import { line, scripted, type World, world } from './harness.ts'

let local: World
let platform: Platform
let threads: Platform

beforeAll(async () => {
  local = await world()
  platform = local.platform()
  threads = local.platform({ spaces: 'thread' })
  await platform.start(scripted())
  await threads.start(scripted())
})
afterEach(() => local.control.clearFaults())
afterAll(async () => {
  await platform.stop(2_000)
  await threads.stop(2_000)
  await local.close()
})

let count = 0
const space = (...names: string[]) => {
  count += 1
  const members = names.map((name) => local.ids[name]!)
  return { key: `space:${count}`, name: 'pair-r1', topic: 'For two', reason: 'Round 1', members }
}
const refOf = (outcome: { kind: string; ref?: unknown }): string => {
  expect(outcome).toMatchObject({ kind: 'done' })
  return String(outcome.ref)
}
const hideParentFrom = (name: string, hidden: boolean) => {
  const parent = [...local.discord.state.channels.values()].find((one) => one.name === 'counterpart-pairs')!
  const others = parent.overwrites.filter(({ id }) => id !== local.ids[name])
  const deny = Permission.VIEW_CHANNEL.toString()
  const own = hidden ? [{ id: local.ids[name]!, type: 1 as const, allow: '0', deny }] : []
  changeChannel(local.discord.world, parent, { overwrites: [...others, ...own] })
}

describe('somebody who cannot be let into a thread', () => {
  test('is named, and their partner is in', async () => {
    refOf(await threads.ensureSpace(local.at, space('ada', 'ben')))
    hideParentFrom('cho', true)
    const wanted = space('cho', 'ada')
    const keptOut = {
      kind: 'refused',
      code: 'not-allowed',
      members: [{ user: local.ids.cho, why: 'not-allowed' }],
    }
    await expect(threads.ensureSpace(local.at, wanted)).resolves.toEqual(keptOut)
    await expect(threads.findSpace(local.at, wanted.key, wanted.members)).resolves.toEqual({ kind: 'absent' })
    const found = await threads.findSpace(local.at, wanted.key, [local.ids.ada!])
    expect(found).toMatchObject({ kind: 'done' })
    hideParentFrom('cho', false)
    await expect(threads.ensureSpace(local.at, wanted)).resolves.toEqual(found)
    await expect(threads.findSpace(local.at, wanted.key, wanted.members)).resolves.toEqual(found)
  })

  test('is not told by a number that somebody else makes up', async () => {
    const wanted = space('ada', 'ben')
    const route = `PUT /channels/:channel/thread-members/:user`
    await local.control.fault({ route, action: 'cut-before', times: 1 })
    await expect(threads.ensureSpace(local.at, wanted)).resolves.toMatchObject({ kind: 'unknown' })
    const found = await threads.findSpace(local.at, wanted.key, [])
    const { dee } = local.ids
    refOf(await threads.ensureMembers(local.at, refOf(found), [dee!]))
    // Three are in it: the bot, one partner, and somebody else.
    await expect(threads.findSpace(local.at, wanted.key, wanted.members)).resolves.toEqual({ kind: 'absent' })
  })
})

test('answers that hold nulls, and lists that name what is not known, are read all the same', async () => {
  await local.control.fault({ route: '*', action: 'nulls' })
  for (const one of [platform, threads]) {
    const wanted = space('ada', 'ben')
    const made = await one.ensureSpace(local.at, wanted)
    const channel = refOf(made)
    await expect(one.ensureSpace(local.at, wanted)).resolves.toEqual(made)
    await expect(one.findSpace(local.at, wanted.key, wanted.members)).resolves.toEqual(made)
    const post = { key: `post:${wanted.key}`, space: channel, message: line('The topic') }
    const posted = await one.ensurePost(local.at, post)
    refOf(posted)
    await expect(one.findPost(local.at, post.key, channel, Date.now())).resolves.toEqual(posted)
    await expect(one.findPost(local.at, 'another', channel, Date.now())).resolves.toEqual({ kind: 'absent' })
    await expect(one.closeSpace(local.at, channel)).resolves.toEqual(made)
  }
  const forum = { key: 'ch:forum', purpose: 'forum' as const, name: 'topics', topic: 'Talk', members: [] }
  const channel = await platform.ensureChannel(local.at, forum)
  await expect(platform.ensureChannel(local.at, forum)).resolves.toEqual(channel)
  const place = channel.kind === 'done' ? channel.ref.ref : ''
  const topic = { key: 'forum:1', forum: place, title: 'A question', message: line('What do you hope for?') }
  const opened = await platform.ensureForumPost(local.at, topic)
  refOf(opened)
  await expect(platform.findForumPost(local.at, topic.key, place, Date.now())).resolves.toEqual(opened)
  await expect(platform.memberOf(local.at, local.ids.ada!)).resolves.toMatchObject({
    name: 'Ada',
    manages: false,
  })
})
