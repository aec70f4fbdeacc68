import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Answer, say } from '../../../src/chat/answer.ts'
import type { Platform } from '../../../src/port/platform.ts'
import { asNow, COMMANDS, expectFitting, line, messageIn, scripted, type World, world } from './harness.ts'

let local: World
let platform: Platform
/** What the bot answers in the running test. */
const inbound = scripted()

beforeAll(async () => {
  local = await world()
  platform = local.platform()
  await platform.syncCommands(COMMANDS)
  await platform.start(asNow(inbound))
})
afterEach(async () => {
  Object.assign(inbound, scripted())
  await local.control.clearFaults()
  expectFitting(local)
})
afterAll(async () => {
  await platform.stop(2_000)
  await local.close()
})

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const privately = async (name: string) => (await local.person(name).sees()).ephemeral

describe('a command', () => {
  test('is read, answered privately, and knows who asked', async () => {
    inbound.command = vi.fn(async () => say(line('Welcome, @everyone & *all*')))
    const answer = messageIn(
      await local.person('ada').command('round', { do: 'publish', note: 'with *care*' }),
    )
    expect(answer).toMatchObject({ ephemeral: true, mentionEveryone: false, mentions: [] })
    expect(answer.text).toBe('Welcome, \\@everyone & \\*all\\*')
    expect(inbound.command).toHaveBeenCalledWith(
      {
        workspace: local.guild,
        workspaceName: 'Libraries',
        user: local.ids.ada,
        name: 'Ada',
        locale: 'en-GB',
        manages: false,
      },
      'round',
      { do: 'publish', note: 'with *care*' },
    )
    expect(await privately('ben')).toEqual([])
  })

  test('of somebody who manages the server says so, with the name they have there', async () => {
    inbound.command = vi.fn(async () => say(line('Hello')))
    await local.control.role(local.guild, 'Managers', ['MANAGE_GUILD'])
    await local.control.giveRole(local.guild, 'dee', 'Managers')
    await local.person('dee').nick('Dr Dee')
    await local.person('dee').command('join')
    expect(inbound.command).toHaveBeenCalledWith(
      expect.objectContaining({ name: 'Dr Dee', manages: true }),
      'join',
      {},
    )
  })

  test('is acknowledged before it is looked at, and answered when it is ready', async () => {
    let ready = () => {}
    const answer = new Promise<void>((resolve) => {
      ready = resolve
    }).then(() => say(line('At last.')))
    inbound.command = () => answer
    await expect(local.person('ada').command('join', {}, { settle: false })).resolves.toEqual({
      kind: 'waiting',
    })
    ready()
    await local.person('ada').waitFor(({ ephemeral }) => ephemeral.some(({ text }) => text === 'At last.'))
  })

  test('that comes too late is not carried out, and the next one is', async () => {
    inbound.command = vi.fn(async () => say(line('Here.')))
    await local.control.fault({ event: 'INTERACTION_CREATE', action: 'delay', ms: 3_200, times: 1 })
    await expect(local.person('ada').command('join')).resolves.toMatchObject({ kind: 'failed' })
    await sleep(400)
    expect(inbound.command).not.toHaveBeenCalled()
    expect(messageIn(await local.person('ada').command('join')).text).toBe('Here.')
  })

  test('is answered although Discord stumbles, and whatever fails is apologised for', async () => {
    inbound.command = async () => say(line('Here.'))
    const edits = 'PATCH /webhooks/:webhook/:token/messages/:message'
    for (const action of ['fail-before', 'fail-after', 'cut-before'] as const) {
      await local.control.fault({ route: edits, action, times: 1 })
      expect(messageIn(await local.person('ada').command('join')).text).toBe('Here.')
    }
    await local.control.fault({ route: edits, action: 'error', status: 400, code: 50_035, times: 1 })
    expect(messageIn(await local.person('ada').command('join')).text).toMatch(/^Something went wrong/)
    inbound.command = async () => Promise.reject(new Error('boom'))
    expect(messageIn(await local.person('ada').command('join')).text).toMatch(/^Something went wrong/)
  })

  test('brings a file', async () => {
    const bytes = new TextEncoder().encode('{"name":"Ada"}')
    inbound.command = async () =>
      say({ ...line('All that is held.'), files: [{ name: 'mydata.json', type: 'application/json', bytes }] })
    const { attachments, ephemeral } = messageIn(await local.person('ada').command('join'))
    expect(ephemeral).toBe(true)
    expect(attachments.map(({ filename }) => filename)).toEqual(['mydata.json'])
  })
})

describe('what is not for us', () => {
  const interact = (odd: Parameters<ReturnType<World['person']>['interact']>[1]) =>
    local.person('ada').interact(local.app.id, odd)

  test.each([
    ['a command for a user', { type: 2, data: { id: '1', type: 2, name: 'Add', target_id: '7' } }],
    ['a command for a message', { type: 2, data: { id: '1', type: 3, name: 'Report', target_id: '7' } }],
    ['a foreign form', { type: 5, data: { custom_id: 'survey', components: [] } }],
    ['a press of nothing', { type: 3, data: {} }],
  ])('%s is answered in a sentence', async (_what, odd) => {
    expect(messageIn(await interact(odd))).toMatchObject({
      ephemeral: true,
      text: 'I do not know this any more. Type /guide to see what there is.',
    })
  })

  test('a search without options is answered with none', async () => {
    const data = { id: '1', type: 1, name: 'join' }
    await expect(interact({ type: 4, data })).resolves.toEqual({ kind: 'choices', choices: [] })
    await expect(interact({ type: 4, data, without: ['guild_id', 'member'] })).resolves.toEqual({
      kind: 'choices',
      choices: [],
    })
  })

  test.each(['CHANNEL_CREATE', 'GUILD_UPDATE', 'GUILD_ROLE_UPDATE', 'THREAD_LIST_SYNC', 'SOMETHING_NEW'])(
    '%s of which nothing is told is borne',
    async (t) => {
      local.discord.world.emit({ t, intent: 0, app: local.app.id, render: () => ({ id: null }) })
      inbound.command = async () => say(line('Still here.'))
      expect(messageIn(await local.person('ada').command('join')).text).toBe('Still here.')
    },
  )

  test('in no server is answered, too', async () => {
    const data = { id: '1', type: 1, name: 'join' }
    const answer = await interact({ type: 2, data, with: { guild_id: null, member: null, locale: null } })
    expect(messageIn(answer).text).toMatch(/^I work in a server/)
  })
})

describe('suggestions', () => {
  test('come for what is typed, at most 25, in what Discord takes', async () => {
    inbound.suggest = vi.fn(async (_actor, source, typed, limit) =>
      Array.from({ length: limit + 5 }, (_, at) => ({
        value: at === 3 ? 'x'.repeat(101) : `v${at}`,
        label: at === 0 ? '👩‍👩‍👧‍👦'.repeat(20) : `${source} ${typed} ${at}`,
      })),
    )
    const choices = await local.person('ada').complete('join', 'country', 'neu')
    expect(inbound.suggest).toHaveBeenCalledWith(
      expect.objectContaining({ user: local.ids.ada }),
      'country',
      'neu',
      25,
    )
    expect(choices).toHaveLength(25)
    expect(choices[0]?.name).toMatch(/^(👩‍👩‍👧‍👦)+…$/)
    expect(choices[1]).toEqual({ name: 'country neu 1', value: 'v1' })
    expect(choices.some(({ value }) => String(value).length > 100)).toBe(false)
  })

  test('that are slow or fail are none, in time', async () => {
    inbound.suggest = async () => {
      await sleep(4_000)
      return [{ value: 'late', label: 'Late' }]
    }
    await expect(local.person('ada').complete('join', 'country', 'a')).resolves.toEqual([])
    inbound.suggest = async () => Promise.reject(new Error('boom'))
    await expect(local.person('ada').complete('join', 'country', 'a')).resolves.toEqual([])
  })
})

test('an answer whose token ran out is noted, and harms nobody', async () => {
  // Tokens live for 900 ms here.
  const fast = await world({ timeScale: 1_000 })
  const warnings: unknown[] = []
  const log = { info() {}, error: vi.fn(), warn: (fields: object) => warnings.push(fields) }
  const bot = fast.platform({ log: log as never })
  await bot.syncCommands(COMMANDS)
  const slow = vi.fn(() => sleep(1_300).then(() => say(line('Too late.'))))
  await bot.start(scripted({ command: slow }))
  await fast.person('ada').command('join', {}, { within: 1_800 })
  await expect.poll(() => warnings).toEqual([{ code: 50_027 }])
  expect(log.error).not.toHaveBeenCalled()
  slow.mockImplementation(async () => say(line('In time.')))
  expect(messageIn(await fast.person('ada').command('join')).text).toBe('In time.')
  await bot.stop(1_000)
  await fast.close()
})

test('a cut connection is taken up again, and what was asked meanwhile is answered', async () => {
  inbound.command = async () => say(line('Still here.'))
  for (const action of ['drop', 'reconnect', 'invalidate'] as const) {
    await local.control.gateway(action)
    await expect.poll(() => platform.connected()).toBe(true)
    await expect
      .poll(() => local.person('ada').command('join'))
      .toMatchObject({ kind: 'message', message: { text: 'Still here.' } })
  }
})

describe('stopping', () => {
  test('waits for an answer that is under way, and takes no further ones', async () => {
    const stopping = await world()
    const bot = stopping.platform()
    await bot.syncCommands(COMMANDS)
    const command = vi.fn(() => sleep(300).then(() => say(line('Just in time.'))))
    await bot.start(scripted({ command }))
    const answer = stopping.person('ada').command('join')
    await expect.poll(() => command.mock.calls.length).toBe(1)
    await bot.stop(3_000)
    expect(messageIn(await answer).text).toBe('Just in time.')
    expect(bot.connected()).toBe(false)
    await stopping.close()
  })

  test('is bounded', async () => {
    const stopping = await world()
    const bot = stopping.platform()
    await bot.syncCommands(COMMANDS)
    const command = vi.fn(() => new Promise<Answer>(() => {}))
    await bot.start(scripted({ command }))
    await stopping.person('ada').command('join', {}, { settle: false })
    const began = Date.now()
    await bot.stop(500)
    expect(Date.now() - began).toBeLessThan(2_000)
    await stopping.close()
  })
})
