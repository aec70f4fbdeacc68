import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Answer, say, update } from '../../../src/chat/answer.ts'
import { type Block, buttons, type Message } from '../../../src/chat/message.ts'
import type { Platform } from '../../../src/port/platform.ts'
import type { SeenMessage } from '../../../src/sandbox/discord/people/seen.ts'
import type { Answer as Seen } from '../../../src/sandbox/discord/person.ts'
import { ask, COMMANDS, FORM, line, scripted, type World, world } from './harness.ts'

let local: World
let platform: Platform
/** What the bot answers in the running test. */
const inbound = scripted()
const asked = {
  command: (...args: Parameters<typeof inbound.command>) => inbound.command(...args),
  action: (...args: Parameters<typeof inbound.action>) => inbound.action(...args),
  form: (...args: Parameters<typeof inbound.form>) => inbound.form(...args),
  reopen: (...args: Parameters<typeof inbound.reopen>) => inbound.reopen(...args),
  suggest: (...args: Parameters<typeof inbound.suggest>) => inbound.suggest(...args),
  home: (...args: Parameters<typeof inbound.home>) => inbound.home(...args),
  left: (...args: Parameters<typeof inbound.left>) => inbound.left(...args),
  happened: (...args: Parameters<typeof inbound.happened>) => inbound.happened(...args),
}

beforeAll(async () => {
  local = await world()
  platform = local.platform()
  await platform.syncCommands(COMMANDS)
  await platform.start(asked)
})
afterEach(async () => {
  Object.assign(inbound, scripted())
  await local.control.clearFaults()
  const problems = local.recorder.problems()
  local.recorder.clear()
  expect(problems).toEqual([])
})
afterAll(async () => {
  await platform.stop(2_000)
  await local.close()
})

const message = (answer: Seen): SeenMessage => {
  expect(answer).toMatchObject({ kind: 'message' })
  if (answer.kind !== 'message') throw new Error('no message')
  return answer.message
}
const withBlocks = (words: string, ...blocks: Block[]): Message => ({
  ...line(words),
  blocks: [...line(words).blocks, ...blocks],
})
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const privately = async (name: string) => (await local.person(name).sees()).ephemeral

describe('a command', () => {
  test('is read, answered privately, and knows who asked', async () => {
    inbound.command = vi.fn(async () => say(line('Welcome, @everyone & *all*')))
    const answer = message(await local.person('ada').command('round', { do: 'publish', note: 'with *care*' }))
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
    expect(message(await local.person('ada').command('join')).text).toBe('Here.')
  })

  test('is answered although Discord stumbles, and whatever fails is apologised for', async () => {
    inbound.command = async () => say(line('Here.'))
    const edits = 'PATCH /webhooks/:webhook/:token/messages/:message'
    for (const action of ['fail-before', 'fail-after', 'cut-before'] as const) {
      await local.control.fault({ route: edits, action, times: 1 })
      expect(message(await local.person('ada').command('join')).text).toBe('Here.')
    }
    await local.control.fault({ route: edits, action: 'error', status: 400, code: 50_035, times: 1 })
    expect(message(await local.person('ada').command('join')).text).toMatch(/^Something went wrong/)
    inbound.command = async () => Promise.reject(new Error('boom'))
    expect(message(await local.person('ada').command('join')).text).toMatch(/^Something went wrong/)
  })

  test('brings a file', async () => {
    const bytes = new TextEncoder().encode('{"name":"Ada"}')
    inbound.command = async () =>
      say({ ...line('All that is held.'), files: [{ name: 'mydata.json', type: 'application/json', bytes }] })
    const { attachments, ephemeral } = message(await local.person('ada').command('join'))
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
    expect(message(await interact(odd))).toMatchObject({
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
      expect(message(await local.person('ada').command('join')).text).toBe('Still here.')
    },
  )

  test('in no server is answered, too', async () => {
    const data = { id: '1', type: 1, name: 'join' }
    const answer = await interact({ type: 2, data, with: { guild_id: null, member: null, locale: null } })
    expect(message(answer).text).toMatch(/^I work in a server/)
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

describe('a form', () => {
  test('is a card, then a page at a time; what is filled in comes back', async () => {
    inbound.command = async () => ask
    inbound.reopen = vi.fn(async () => ask)
    inbound.form = vi.fn(async (_actor, _id, pages): Promise<Answer> => {
      if (pages[0] === 1) return { kind: 'saved', message: line('All saved.') }
      const next = { open: { form: FORM, page: 1 }, button: 'Continue' }
      return { kind: 'saved', message: line('Saved.'), next }
    })
    const ada = local.person('ada')
    expect(message(await ada.command('join'))).toMatchObject({
      text: 'A form waits.',
      buttons: [{ label: 'Fill in' }],
    })
    const opened = await ada.click('Fill in')
    expect(opened).toMatchObject({ kind: 'modal', modal: { title: 'You (1/2)' } })
    await ada.fill({ Name: 'Ada Lovelace', Country: 'Neuseeland' })
    expect(message(await ada.submit()).buttons.map(({ label }) => label)).toEqual(['Continue'])
    await ada.click('Continue')
    await ada.fill({ Interests: ['Maps', 'Music'] })
    expect(message(await ada.submit())).toMatchObject({ text: 'All saved.', buttons: [] })
    const actor = expect.objectContaining({ user: local.ids.ada })
    expect(vi.mocked(inbound.form).mock.calls).toEqual([
      [actor, FORM.id, [0], { name: 'Ada Lovelace', country: 'Neuseeland' }],
      [actor, FORM.id, [1], { interests: ['maps', 'music'], about: '' }],
    ])
    // All of it was at hand, and it was one message all along.
    expect(inbound.reopen).not.toHaveBeenCalled()
    const all = await privately('ada')
    expect(all.filter(({ text }) => /A form waits|Saved/.test(text))).toEqual([])
  })

  test('shows what is wrong, offers what can be meant, and opens again as it was filled in', async () => {
    const filled = structuredClone(FORM) as { -readonly [K in keyof typeof FORM]: (typeof FORM)[K] }
    const [name, country] = FORM.pages[0]!.fields
    filled.pages = [
      { ...FORM.pages[0]!, fields: [{ ...name!, value: 'Ben' } as typeof name & object, country!] },
      FORM.pages[1]!,
    ]
    const choices = [
      { value: 'CG', label: 'Congo' },
      { value: 'CD', label: 'DR Congo' },
    ]
    inbound.command = async () => ask
    inbound.form = vi.fn(
      async (_actor, _id, _pages, values): Promise<Answer> =>
        values.country === 'CD'
          ? { kind: 'saved', message: line('You live in DR Congo.') }
          : {
              kind: 'errors',
              card: line('Not yet.'),
              button: 'Correct',
              open: { form: filled, page: 0 },
              errors: [
                { field: 'country', message: 'Which *Congo*?', choices },
                // Two at one field, both with choices, cannot be two selects of one id.
                { field: 'country', message: 'And which?', choices },
                { field: 'nowhere', message: 'Odd.' },
              ],
            },
    )
    const ben = local.person('ben')
    await ben.command('join')
    await ben.click('Fill in')
    await ben.fill({ Country: 'Congo' })
    const shown = message(await ben.submit())
    expect(shown.text).toContain('- **Country** Which \\*Congo\\*?')
    expect(shown.selects.map(({ placeholder }) => placeholder)).toEqual(['Which *Congo*?'])
    const again = await ben.click('Correct')
    expect(again).toMatchObject({ kind: 'modal', modal: { fields: [{ value: ['Ben'] }, {}] } })
    await ben.dismiss()
    expect(message(await ben.select('Which *Congo*?', 'DR Congo')).text).toBe('You live in DR Congo.')
    expect(inbound.form).toHaveBeenLastCalledWith(
      expect.objectContaining({ user: local.ids.ben }),
      FORM.id,
      [0],
      { country: 'CD' },
    )
  })

  test('that is not at hand any more is asked for, within the time that a modal has', async () => {
    inbound.command = async () => ask
    inbound.reopen = vi.fn(async () => ask)
    const cho = local.person('cho')
    await cho.command('join')
    await platform.stop(1_000)
    platform = local.platform()
    await platform.syncCommands(COMMANDS)
    await platform.start(asked)
    await expect(cho.click('Fill in')).resolves.toMatchObject({ kind: 'modal' })
    expect(inbound.reopen).toHaveBeenCalledWith(expect.objectContaining({ user: local.ids.cho }), FORM.id, 0)
    await cho.dismiss()
  })

  test('that cannot be opened is answered in words', async () => {
    inbound.command = async () => ({
      ...ask,
      open: { form: { ...FORM, id: 'other' }, page: 0 },
      card: withBlocks('Old', buttons({ label: 'Open', id: 'form:0:unheard-of' })),
    })
    const cho = local.person('cho')
    await cho.command('join')
    inbound.reopen = async () => say(line('No longer open.'))
    expect(message(await cho.click('Open'))).toMatchObject({ text: 'No longer open.', ephemeral: true })
    inbound.reopen = async () => Promise.reject(new Error('boom'))
    expect(message(await cho.click('Open')).text).toMatch(/^Something went wrong/)
    inbound.reopen = () => sleep(4_000).then(() => ask)
    expect(message(await cho.click('Open')).text).toMatch(/^I am busy just now/)
  })
})

describe('a button', () => {
  test('in a private message answers beside it, or replaces it', async () => {
    const card = withBlocks('Your profile', buttons({ label: 'More', id: 'more~x' }))
    inbound.command = async () => say(card)
    inbound.action = vi.fn(async () => say(line('Beside it.')))
    const ada = local.person('ada')
    const before = message(await ada.command('join'))
    expect(message(await ada.click('More'))).toMatchObject({ text: 'Beside it.', ephemeral: true })
    expect(inbound.action).toHaveBeenCalledWith(
      expect.objectContaining({ user: local.ids.ada }),
      'more~x',
      [],
    )
    inbound.action = async () => update(line('There is more.'))
    expect(message(await ada.click('More'))).toMatchObject({ id: before.id, text: 'There is more.' })
  })

  test('that fails is apologised for beside it, so that it can be pressed again', async () => {
    inbound.command = async () => say(withBlocks('A card', buttons({ label: 'Try', id: 'try~1' })))
    inbound.action = async () => Promise.reject(new Error('boom'))
    const dee = local.person('dee')
    const card = message(await dee.command('join'))
    expect(message(await dee.click('Try'))).toMatchObject({
      text: expect.stringMatching(/^Something went wrong/),
      ephemeral: true,
    })
    inbound.action = async () => update(line('Done.'))
    expect(message(await dee.click('Try'))).toMatchObject({ id: card.id, text: 'Done.' })
  })

  test('or a select in a public post is answered to the one who used it, and the post stays', async () => {
    inbound.action = vi.fn(async () => update(line('Noted.')))
    const options = [
      { value: 'y', label: 'Yes' },
      { value: 'n', label: 'No' },
    ]
    const posted = await platform.ensurePost(local.at, {
      key: 'check-in',
      space: local.general,
      message: withBlocks('In touch?', { kind: 'select', id: 'touch~1', placeholder: 'Choose', options }),
    })
    const ben = local.person('ben')
    const answer = message(await ben.select('Choose', 'Yes'))
    expect(answer).toMatchObject({ text: 'Noted.', ephemeral: true })
    expect(inbound.action).toHaveBeenCalledWith(expect.objectContaining({ user: local.ids.ben }), 'touch~1', [
      'y',
    ])
    const general = await ben.seesChannel('general')
    expect(general?.messages.find((one) => posted.kind === 'done' && one.id === posted.ref)?.text).toBe(
      'In touch?',
    )
  })

  test('in a public post can offer a form', async () => {
    inbound.action = async () => ask
    inbound.form = async () => ({ kind: 'saved', message: line('You are in.') })
    await platform.ensurePost(local.at, {
      key: 'announcement',
      space: local.general,
      message: withBlocks('A round is open', buttons({ label: 'Join', id: 'join~1' })),
    })
    const dee = local.person('dee')
    await dee.click('Join')
    await dee.click('Fill in')
    await dee.fill({ Country: 'Ghana' })
    expect(message(await dee.submit())).toMatchObject({ text: 'You are in.', ephemeral: true })
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
  expect(message(await fast.person('ada').command('join')).text).toBe('In time.')
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
    expect(message(await answer).text).toBe('Just in time.')
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
