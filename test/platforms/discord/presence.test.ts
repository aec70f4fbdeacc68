import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Happening, Platform } from '../../../src/port/platform.ts'
import { COMMANDS, scripted, type World, world } from './harness.ts'

let local: World
let platform: Platform
const heard: Happening[] = []

beforeAll(async () => {
  local = await world()
  platform = local.platform()
  await platform.syncCommands(COMMANDS)
  await platform.start(scripted({ happened: async (what) => void heard.push(what) }))
})
afterAll(async () => {
  await platform.stop(2_000)
  await local.close()
})

it('says at its start where it is, and hears of channels that are deleted', async () => {
  const { guild: workspace, control } = local
  expect(heard).toEqual([{ kind: 'present', workspaces: [workspace] }])
  const { id: ref } = await control.channel(workspace, { name: 'news' })
  const purpose = 'announcements' as const
  expect(await platform.findChannel(local.at, { purpose, ref })).toMatchObject({ kind: 'done' })
  await control.deleteChannel(ref)
  await expect.poll(() => heard.slice(1)).toEqual([{ kind: 'channel-gone', workspace, ref }])
  expect(await platform.findChannel(local.at, { purpose, ref })).toEqual({ kind: 'gone', what: 'space' })
})

it('finds a channel as people name it, of a kind that can be used, and for organisers hidden ones', async () => {
  const { guild, control, at, app, ids } = local
  const { id } = await control.channel(guild, { name: 'town-square' })
  const forum = await control.channel(guild, { name: 'agora', type: 15 })
  const allow = (bits: string) => ({ allow: bits, deny: '0' })
  const hidden = await control.channel(guild, {
    name: 'back-room',
    overwrites: [
      { id: guild, type: 0, allow: '0', deny: '1024' },
      { id: app.id, type: 1, ...allow('1024') },
      { id: ids.ada ?? '', type: 1, ...allow('1024') },
    ],
  })
  const find = (named: string, purpose: 'forum' | 'announcements' | 'organisers' = 'announcements') =>
    platform.findChannel(at, { purpose, named })
  const link = `https://discord.com/channels/${guild}/${id}`
  for (const named of ['town-square', '#Town-Square', ` <#${id}> `, link, id])
    expect(await find(named)).toEqual({ kind: 'done', ref: { ref: id, kind: 'text' } })
  expect(await find('agora')).toEqual({ kind: 'absent' })
  expect(await find('agora', 'forum')).toEqual({ kind: 'done', ref: { ref: forum.id, kind: 'forum' } })
  expect(await find('back-room')).toEqual({ kind: 'absent' })
  expect(await find('back-room', 'organisers')).toMatchObject({ kind: 'done', ref: { ref: hidden.id } })
  expect(await find('town-square', 'organisers')).toEqual({ kind: 'absent' })
})

it.each(['channel', 'thread'] as const)('takes somebody out of a %s, and twice is once', async (spaces) => {
  const { at, ids } = local
  const one = local.platform({ spaces })
  await one.syncCommands(COMMANDS)
  await one.start(scripted())
  const [ada = '', ben = ''] = [ids.ada, ids.ben]
  const wanted = { key: `out ${spaces}`, name: 'pair', topic: '', members: [ada, ben], reason: '' }
  const space = await one.ensureSpace(at, wanted)
  const ref = space.kind === 'done' ? space.ref : ''
  expect(await one.isIn(at, ref, ben)).toBe(true)
  for (let tries = 0; tries < 2; tries += 1)
    expect(await one.removeMember(at, ref, ben)).toEqual({ kind: 'done', ref })
  expect(await one.isIn(at, ref, ben)).toBe(false)
  expect(await one.isIn(at, ref, ada)).toBe(true)
  await one.stop(1_000)
})

it('knows who is still there, and takes nobody for gone where it cannot ask', async () => {
  const { at, ids, person, control } = local
  expect(await platform.isMember(at, ids.cho ?? '')).toBe(true)
  await person('cho').leave()
  expect(await platform.isMember(at, ids.cho ?? '')).toBe(false)
  expect(await platform.isMember(at, '123456789012345678')).toBe(false)
  await control.throwOut(local.app.id, local.guild)
  await expect(platform.isMember(at, ids.ada ?? '')).rejects.toThrow()
})

it('hears that it was removed, and that it is back', async () => {
  const { guild: workspace, control, app } = local
  await expect.poll(() => heard).toContainEqual({ kind: 'removed', workspace })
  await control.install(app.id, workspace, '8')
  await expect.poll(() => heard).toContainEqual({ kind: 'arrived', workspace })
})
