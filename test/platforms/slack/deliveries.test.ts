import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Answer, say } from '../../../src/chat/answer.ts'
import { buttons, paragraph, text } from '../../../src/chat/message.ts'
import type { SlackPlatform } from '../../../src/platforms/slack/slack.ts'
import { read } from '../../../src/sandbox/slack/labels.ts'
import { ask, at, COMMANDS, line, scripted, TEAM, world } from './harness.ts'

let local: Awaited<ReturnType<typeof world>>
let platform: SlackPlatform
const inbound = scripted()
let lines: { level: number; msg: string; what?: string }[] = []

beforeAll(async () => {
  local = await world()
  const log = pino({ level: 'info' }, { write: (written: string) => void lines.push(JSON.parse(written)) })
  platform = local.platform({ log })
  await platform.syncCommands(COMMANDS)
  await platform.start({
    command: (...args) => inbound.command(...args),
    action: (...args) => inbound.action(...args),
    form: (...args) => inbound.form(...args),
    reopen: (...args) => inbound.reopen(...args),
    suggest: (...args) => inbound.suggest(...args),
    home: (...args) => inbound.home(...args),
    left: (...args) => inbound.left(...args),
    happened: (...args) => inbound.happened(...args),
  })
})
beforeEach(() => {
  lines = []
})
afterEach(async () => {
  Object.assign(inbound, scripted())
  await local.control.clearFaults()
})
afterAll(async () => {
  await platform.stop(2_000)
  await local.slack.close()
})

const user = { id: 'U0ADA', username: 'ada' }
const team = { id: TEAM, domain: 'libraries' }

describe('what is not for us', () => {
  test.each<[string, 'interactive' | 'events_api', object]>([
    [
      'a foreign button',
      'interactive',
      { type: 'block_actions', user, team, actions: [{ action_id: 'approve' }] },
    ],
    [
      'a foreign modal',
      'interactive',
      { type: 'view_submission', user, team, view: { id: 'V1', callback_id: 'x' } },
    ],
    ['a modal that was closed', 'interactive', { type: 'view_closed', user, team, view: { id: 'V1' } }],
    ['a shortcut', 'interactive', { type: 'shortcut', user, team, callback_id: 'x', trigger_id: '1.2' }],
    ['a message shortcut', 'interactive', { type: 'message_action', user, team: null, channel: null }],
    ['a dialog', 'interactive', { type: 'dialog_submission', user, team, channel: null, submission: {} }],
    ['a foreign search', 'interactive', { type: 'block_suggestion', user, team, action_id: 'x', value: 'y' }],
    ['an unknown kind', 'interactive', { type: 'something_new', user: null, team: null }],
    ['too many events', 'events_api', { type: 'app_rate_limited', team_id: TEAM, api_app_id: 'A0BOT' }],
    [
      'a foreign event',
      'events_api',
      { type: 'event_callback', event: { type: 'reaction_added', item: null } },
    ],
    [
      'an event of nobody',
      'events_api',
      { type: 'event_callback', event: { type: 'user_change', user: null } },
    ],
  ])('%s is acknowledged at once, in one line, and nobody is told anything', async (_what, type, payload) => {
    const began = performance.now()
    await expect(local.control.deliver(local.app.id, TEAM, type, { ...payload })).resolves.toMatchObject({
      kind: 'acked',
    })
    expect(performance.now() - began).toBeLessThan(1_000)
    expect(lines).toMatchObject([{ level: 30, msg: 'Slack sent something that is not for us' }])
    expect((await local.person('ADA').sees()).ephemerals).toEqual([])
  })
})

describe('whoever it comes from', () => {
  const post = async (key: string) => {
    const channel = await local.control.createChannel(TEAM, 'square', ['U0ADA', 'W0EVA', 'U0BOT'])
    const message = {
      ...line('News'),
      blocks: [paragraph(text('News')), buttons({ label: key, id: `${key}~x` })],
    }
    await platform.ensurePost(at, { key, space: channel, message })
  }

  test('a press where an organisation has the app is that of the workspace which it is installed in', async () => {
    await post('One')
    inbound.action = vi.fn(async () => say(line('Noted.')))
    await local.control.createApp({
      id: 'A0BOT',
      manifest: { ...local.manifest } as never,
      installs: [{ team: TEAM, enterprise: 'E0LIBRARIES' }],
    })
    const ada = local.person('ADA')
    await ada.message('News')
    await expect(ada.click('One')).resolves.toEqual({ ok: true })
    expect(read((await ada.reply()).blocks)).toBe('Noted.')
    expect(inbound.action).toHaveBeenCalledWith(
      expect.objectContaining({ workspace: TEAM, user: 'U0ADA' }),
      'One~x',
      [],
    )
    inbound.command = async () => ask
    inbound.form = vi.fn(async (): Promise<Answer> => ({ kind: 'saved', message: line('Saved.') }))
    inbound.suggest = async () => [{ value: 'NZ', label: 'New Zealand' }]
    await ada.command('/join-round')
    await ada.fill({ Country: 'zea' })
    await expect(ada.submit()).resolves.toEqual({ ok: true })
    expect(inbound.form).toHaveBeenCalledWith(
      expect.objectContaining({ workspace: TEAM }),
      expect.anything(),
      [0, 1],
      expect.objectContaining({ country: 'NZ' }),
    )
    await local.control.createApp({
      id: 'A0BOT',
      manifest: { ...local.manifest } as never,
      installs: [{ team: TEAM, enterprise: '' }],
    })
  })

  test('a press of a stranger is made in the workspace in which we posted', async () => {
    await local.control.addUsers(TEAM, [{ id: 'W0EVA', real_name: 'Eva', home: 'T0ELSEWHERE' }])
    await post('Two')
    inbound.action = vi.fn(async () => ask)
    inbound.form = vi.fn(async (): Promise<Answer> => ({ kind: 'saved', message: line('Saved.') }))
    inbound.suggest = async () => [{ value: 'NZ', label: 'New Zealand' }]
    const eva = local.control.person(TEAM, 'W0EVA')
    await eva.message('News')
    await eva.click('Two')
    await eva.fill({ Country: 'zea' })
    await expect(eva.submit()).resolves.toEqual({ ok: true })
    const actor = expect.objectContaining({ workspace: TEAM, user: 'W0EVA' })
    expect(inbound.action).toHaveBeenCalledWith(actor, 'Two~x', [])
    expect(inbound.form).toHaveBeenCalledWith(actor, expect.anything(), [0, 1], expect.anything())
  })
})

test('what comes over each connection is done once, and acknowledged over each', async () => {
  inbound.command = vi.fn(async () => say(line('Once.')))
  await local.control.addFaults({ on: 'slash_commands', kind: 'duplicate', times: 1 })
  const ben = local.person('BEN')
  await expect(ben.command('/join-round')).resolves.toEqual({ ok: true })
  await ben.reply()
  expect(inbound.command).toHaveBeenCalledTimes(1)
  inbound.command = async () => ask
  inbound.suggest = async () => [{ value: 'NZ', label: 'New Zealand' }]
  inbound.form = vi.fn(async (): Promise<Answer> => ({ kind: 'saved', message: line('Saved.') }))
  await ben.command('/join-round')
  await ben.fill({ Country: 'zea' })
  await local.control.addFaults({ on: 'interactive', kind: 'duplicate', times: 1 })
  await expect(ben.submit()).resolves.toEqual({ ok: true })
  expect(inbound.form).toHaveBeenCalledTimes(1)
  expect((await local.control.state()).stats.unacknowledged).toEqual({})
})

test('that somebody left is acknowledged once it is stored, and told again until then', async () => {
  const stored: string[] = []
  let tries = 0
  inbound.left = async (_workspace, gone) => {
    tries += 1
    if (tries < 3) throw new Error('the database is away')
    stored.push(gone)
  }
  await local.control.addUsers(TEAM, [{ id: 'W0FAY', real_name: 'Fay' }])
  await local.control.changeUser(TEAM, 'W0FAY', { deleted: true })
  await vi.waitFor(() => expect(stored).toEqual(['W0FAY']), { timeout: 15_000 })
  expect(tries).toBe(3)
  expect((await local.control.state()).stats.eventRetries).toBe(2)
}, 20_000)
