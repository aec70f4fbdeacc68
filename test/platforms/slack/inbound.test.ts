import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { type Answer, say, update } from '../../../src/chat/answer.ts'
import { buttons } from '../../../src/chat/message.ts'
import type { SlackPlatform } from '../../../src/platforms/slack/slack.ts'
import { read } from '../../../src/sandbox/slack/labels.ts'
import { ask, COMMANDS, FORM, line, scripted, TEAM, world } from './harness.ts'

let local: Awaited<ReturnType<typeof world>>
let platform: SlackPlatform
/** What the bot answers in the running test. */
const inbound = scripted()

beforeAll(async () => {
  local = await world()
  platform = local.platform()
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
afterEach(async () => {
  Object.assign(inbound, scripted())
  await local.control.clearFaults()
})
afterAll(async () => {
  await platform.stop(2_000)
  await local.slack.close()
})

test('a command is read, answered privately, and knows who asked', async () => {
  inbound.command = vi.fn(async () => say(line('Welcome, <!channel> & all')))
  const ada = local.person('ADA')
  await expect(ada.command('/round', 'Publish with *care* & <love>')).resolves.toEqual({ ok: true })
  const reply = await ada.reply()
  expect(read(reply.blocks)).toBe('Welcome, <!channel> & all')
  expect(reply.text).toBe('Welcome, &lt;!channel&gt; &amp; all')
  expect(inbound.command).toHaveBeenCalledWith(
    { workspace: TEAM, workspaceName: 'Libraries', user: 'U0ADA', name: 'ada' },
    'round',
    { do: 'publish', note: 'with *care* & <love>' },
  )
  await local
    .person('BEN')
    .sees()
    .then((seen) => expect(seen.ephemerals).toEqual([]))
})

test('a form is one modal; what is filled in comes back, and saving is told where it began', async () => {
  inbound.command = async () => ask
  inbound.suggest = async (_actor, source, typed, limit) => {
    expect([source, limit]).toEqual(['country', 100])
    return [{ value: 'NZ', label: `New Zealand (${typed})` }]
  }
  inbound.form = vi.fn(async (): Promise<Answer> => ({ kind: 'saved', message: line('Saved.') }))
  const ada = local.person('ADA')
  await ada.command('/join-round')
  const modal = await ada.modal()
  expect(read(modal.blocks)).toContain('Your wishes')
  await ada.fill({ Name: 'Ada Lovelace', Country: 'zea', Interests: ['Maps', 'Music'] })
  await expect(ada.submit()).resolves.toEqual({ ok: true })
  expect(read((await ada.reply()).blocks)).toBe('Saved.')
  expect((await ada.sees()).views).toEqual([])
  expect(inbound.form).toHaveBeenCalledWith(expect.objectContaining({ user: 'U0ADA' }), FORM.id, [0, 1], {
    name: 'Ada Lovelace',
    country: 'NZ',
    interests: ['maps', 'music'],
    about: '',
  })
})

test('errors stand at their fields and name what can be meant', async () => {
  inbound.command = async () => ask
  inbound.suggest = async () => [{ value: 'XX', label: 'Congo' }]
  inbound.form = async () => ({
    ...ask,
    kind: 'errors' as const,
    errors: [
      {
        field: 'country',
        message: 'Two countries are called so.',
        choices: [
          { value: 'CG', label: 'Congo' },
          { value: 'CD', label: 'DR Congo' },
        ],
      },
    ],
  })
  const ben = local.person('BEN')
  await ben.command('/join-round')
  await ben.fill({ Country: 'Congo' })
  await expect(ben.submit()).resolves.toEqual({
    ok: false,
    errors: {
      Country:
        'Two countries are called so. Did you mean \u2068\u2068Congo\u2069 · \u2068DR Congo\u2069\u2069?',
    },
  })
  await ben.close(true)
})

test('a button answers; in a private message it can replace it', async () => {
  const card = {
    ...line('Your profile'),
    blocks: [...line('Your profile').blocks, buttons({ label: 'More', id: 'more~x' })],
  }
  inbound.command = async () => say(card)
  inbound.action = vi.fn(async () => update(line('There is more.')))
  const ada = local.person('ADA')
  await ada.command('/join-round')
  const before = await ada.reply()
  await ada.click('More')
  await ada.until((seen) => {
    const same = seen.ephemerals.find(({ ts }) => ts === before.ts)
    return same && read(same.blocks) === 'There is more.' ? same : undefined
  })
  expect(inbound.action).toHaveBeenCalledWith(expect.objectContaining({ user: 'U0ADA' }), 'more~x', [])
})

test('a select in a public post is answered to the one who chose, and the post stays', async () => {
  inbound.action = vi.fn(async () => update(line('Noted.')))
  const channel = await local.control.createChannel(TEAM, 'square', ['U0ADA', 'U0BEN', 'U0BOT'])
  await platform.ensurePost(
    { externalId: TEAM },
    {
      key: 'check-in',
      space: channel,
      message: {
        summary: 'Have you been in touch?',
        blocks: [
          {
            kind: 'select',
            id: 'touch~1',
            placeholder: 'Choose',
            options: [
              { value: 'y', label: 'Yes' },
              { value: 'n', label: 'No' },
            ],
          },
        ],
      },
    },
  )
  const ben = local.person('BEN')
  await ben.message('Have you been in touch?')
  await ben.click('Choose', 'Yes')
  expect(read((await ben.reply()).blocks)).toBe('Noted.')
  expect(inbound.action).toHaveBeenCalledWith(expect.objectContaining({ user: 'U0BEN' }), 'touch~1', ['y'])
  await ben.message('Have you been in touch?')
})

test('a form whose trigger is lost is offered by a button', async () => {
  inbound.command = async () => ask
  inbound.reopen = vi.fn(async () => ask)
  await local.control.addFaults({ on: 'views.open', kind: 'error', code: 'expired_trigger_id', times: 1 })
  const eve = local.person('EVE')
  await eve.command('/join-round')
  expect(read((await eve.reply()).blocks)).toContain('A form waits.')
  await eve.click('Fill in')
  await eve.modal()
  expect(inbound.reopen).toHaveBeenCalledWith(expect.objectContaining({ user: 'U0EVE' }), FORM.id, 0)
  await eve.close(true)
})

test('an answer finds its way when the response URL fails, and whatever throws is apologised for', async () => {
  await local.control.addFaults({ on: 'response_url', kind: '500-before' })
  inbound.command = async () => Promise.reject(new Error('boom'))
  const ada = local.person('ADA')
  await ada.command('/join-round', '', 'square')
  expect(read((await ada.reply()).blocks)).toContain('Something went wrong')
  inbound.command = async () => say(line('By direct message.'))
  // Nobody can say anything privately where the bot is not.
  const secret = await local.control.createChannel(TEAM, 'secret', ['U0ADA'], true)
  await ada.command('/join-round', '', secret)
  await ada.message('By direct message.')
})

test("a person's own file comes by direct message", async () => {
  const bytes = new TextEncoder().encode('{"name":"Ada"}')
  inbound.command = async () =>
    say({ ...line('All that is held.'), files: [{ name: 'mydata.json', type: 'application/json', bytes }] })
  const ada = local.person('ADA')
  await ada.command('/join-round')
  expect(read((await ada.reply()).blocks)).toContain('All that is held.')
  const sent = await ada.until((seen) =>
    seen.channels
      .flatMap(({ messages }) => messages)
      .find(({ files }) => files.some(({ name }) => name === 'mydata.json')),
  )
  expect(sent.files).toHaveLength(1)
})

test('somebody who leaves the workspace is reported', async () => {
  const left = vi.fn(async () => {})
  inbound.left = left
  await local.control.addUsers(TEAM, [{ id: 'U0FAY', real_name: 'Fay' }])
  await local.control.changeUser(TEAM, 'U0FAY', { deleted: true })
  await expect.poll(() => left.mock.calls).toEqual([[TEAM, 'U0FAY']])
  await expect(platform.memberOf({ externalId: TEAM }, 'U0FAY')).resolves.toBeUndefined()
})

test('a member is who Slack says', async () => {
  await expect(platform.memberOf({ externalId: TEAM }, 'U0EVE')).resolves.toEqual({
    user: 'U0EVE',
    name: 'Eve',
    zone: 'Pacific/Auckland',
    locale: 'mi-NZ',
    manages: true,
    bot: false,
  })
})

test('a refreshed connection loses no command', async () => {
  inbound.command = async () => say(line('Still here.'))
  const ada = local.person('ADA')
  await local.control.recycle(local.app.id)
  await expect.poll(async () => (await local.control.state()).apps[0]?.sockets).toBe(2)
  await ada.command('/join-round')
  expect(read((await ada.reply()).blocks)).toBe('Still here.')
  await local.control.cutSockets(local.app.id)
  await expect.poll(() => platform.connected()).toBe(false)
  await expect.poll(() => platform.connected()).toBe(true)
})
