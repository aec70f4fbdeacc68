import { afterAll, beforeAll, expect, it } from 'vitest'
import type { SlackPlatform } from '../../../src/platforms/slack/slack.ts'
import type { Happening } from '../../../src/port/platform.ts'
import { at, COMMANDS, scripted, TEAM, world } from './harness.ts'

let local: Awaited<ReturnType<typeof world>>
let platform: SlackPlatform
const heard: Happening[] = []

beforeAll(async () => {
  local = await world()
  platform = local.platform()
  await platform.syncCommands(COMMANDS)
  await platform.start(scripted({ happened: async (what) => void heard.push(what) }))
})
afterAll(async () => {
  await platform.stop(2_000)
  await local.slack.close()
})

const made = async (name: string) => {
  const wanted = { key: name, purpose: 'announcements', name, topic: '', members: [] } as const
  const outcome = await platform.ensureChannel(at, wanted)
  if (outcome.kind !== 'done') throw new Error(outcome.kind)
  return outcome.ref.ref
}

it('says at its start that it is there, and hears of channels that are archived or deleted', async () => {
  expect(heard).toEqual([{ kind: 'arrived', workspace: TEAM }])
  const [one, two] = [await made('news-one'), await made('news-two')]
  await local.control.archiveChannel(TEAM, 'news-one', 'U0ADA')
  await local.control.deleteChannel(TEAM, 'news-two')
  await expect
    .poll(() => heard.slice(1))
    .toEqual([one, two].map((ref) => ({ kind: 'channel-gone', workspace: TEAM, ref })))
  for (const ref of [one, two])
    expect(await platform.findChannel(at, { purpose: 'announcements', ref })).toMatchObject({ kind: 'gone' })
})

it('finds a channel as people name it: public ones, and for organisers those that it is in', async () => {
  const id = await local.control.createChannel(TEAM, 'town-square', ['U0ADA'])
  const hidden = await local.control.createChannel(TEAM, 'back-room', ['U0ADA', 'U0BOT'], true)
  const find = (named: string, purpose: 'forum' | 'organisers' = 'forum') =>
    platform.findChannel(at, { purpose, named })
  const found = { kind: 'done', ref: { ref: id, kind: 'text' } }
  for (const named of [
    'town-square',
    '#Town-Square',
    ` <#${id}|town-square> `,
    `https://x.slack.com/archives/${id}`,
  ])
    expect(await find(named)).toEqual(found)
  expect(await find('nowhere')).toEqual({ kind: 'absent' })
  expect(await find('back-room')).toEqual({ kind: 'absent' })
  expect(await find('back-room', 'organisers')).toMatchObject({ kind: 'done', ref: { ref: hidden } })
  expect(await find('town-square', 'organisers')).toEqual({ kind: 'absent' })
})

it('takes somebody out of a channel, and twice is once', async () => {
  const channel = await local.control.createChannel(TEAM, 'organisers-x', ['U0ADA', 'U0BEN', 'U0BOT'], true)
  expect(await platform.isIn(at, channel, 'U0BEN')).toBe(true)
  for (let tries = 0; tries < 2; tries += 1)
    expect(await platform.removeMember(at, channel, 'U0BEN')).toEqual({ kind: 'done', ref: channel })
  expect(await platform.isIn(at, channel, 'U0BEN')).toBe(false)
  expect(await platform.removeMember(at, channel, 'UNOBODY')).toEqual({ kind: 'done', ref: channel })
  expect(await platform.removeMember(at, 'CNONE', 'U0BEN')).toMatchObject({ kind: 'gone', what: 'space' })
})

it('knows who is still there, and takes nobody for gone where it cannot ask', async () => {
  expect(await platform.isMember(at, 'U0CHO')).toBe(true)
  await local.control.changeUser(TEAM, 'U0CHO', { deleted: true })
  expect(await platform.isMember(at, 'U0CHO')).toBe(false)
  expect(await platform.isMember(at, 'UNOBODY')).toBe(false)
  await expect(platform.isMember({ externalId: 'TOTHER' }, 'U0ADA')).rejects.toThrow()
  await local.control.addFaults({ on: 'users.info', kind: 'cut-after', times: 1 })
  await expect(platform.isMember(at, 'U0ADA')).rejects.toThrow()
  await local.control.clearFaults()
})

it('hears that it was removed', async () => {
  heard.length = 0
  await local.control.uninstall('A0BOT', TEAM)
  await expect.poll(() => heard).toContainEqual(expect.objectContaining({ kind: 'removed', workspace: TEAM }))
})
