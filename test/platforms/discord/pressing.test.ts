import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Answer, say, update } from '../../../src/chat/answer.ts'
import { type Block, buttons, type Message } from '../../../src/chat/message.ts'
import type { Platform } from '../../../src/port/platform.ts'
import {
  ask,
  asNow,
  COMMANDS,
  expectFitting,
  FORM,
  line,
  messageIn,
  scripted,
  type World,
  world,
} from './harness.ts'

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

const withBlocks = (words: string, ...blocks: Block[]): Message => ({
  ...line(words),
  blocks: [...line(words).blocks, ...blocks],
})
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const privately = async (name: string) => (await local.person(name).sees()).ephemeral

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
    expect(messageIn(await ada.command('join'))).toMatchObject({
      text: 'A form waits.',
      buttons: [{ label: 'Fill in' }],
    })
    const opened = await ada.click('Fill in')
    expect(opened).toMatchObject({ kind: 'modal', modal: { title: 'You (1/2)' } })
    await ada.fill({ Name: 'Ada Lovelace', Country: 'Neuseeland' })
    expect(messageIn(await ada.submit()).buttons.map(({ label }) => label)).toEqual(['Continue'])
    await ada.click('Continue')
    await ada.fill({ Interests: ['Maps', 'Music'] })
    expect(messageIn(await ada.submit())).toMatchObject({ text: 'All saved.', buttons: [] })
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
    const shown = messageIn(await ben.submit())
    expect(shown.text).toContain('- **Country** Which \\*Congo\\*?')
    expect(shown.selects.map(({ placeholder }) => placeholder)).toEqual(['Which *Congo*?'])
    const again = await ben.click('Correct')
    expect(again).toMatchObject({ kind: 'modal', modal: { fields: [{ value: ['Ben'] }, {}] } })
    await ben.dismiss()
    expect(messageIn(await ben.select('Which *Congo*?', 'DR Congo')).text).toBe('You live in DR Congo.')
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
    await platform.start(asNow(inbound))
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
    expect(messageIn(await cho.click('Open'))).toMatchObject({ text: 'No longer open.', ephemeral: true })
    inbound.reopen = async () => Promise.reject(new Error('boom'))
    expect(messageIn(await cho.click('Open')).text).toMatch(/^Something went wrong/)
    inbound.reopen = () => sleep(4_000).then(() => ask)
    expect(messageIn(await cho.click('Open')).text).toMatch(/^I am busy just now/)
  })
})

describe('a button', () => {
  test('in a private message answers beside it, or replaces it', async () => {
    const card = withBlocks('Your profile', buttons({ label: 'More', id: 'more~x' }))
    inbound.command = async () => say(card)
    inbound.action = vi.fn(async () => say(line('Beside it.')))
    const ada = local.person('ada')
    const before = messageIn(await ada.command('join'))
    expect(messageIn(await ada.click('More'))).toMatchObject({ text: 'Beside it.', ephemeral: true })
    expect(inbound.action).toHaveBeenCalledWith(
      expect.objectContaining({ user: local.ids.ada }),
      'more~x',
      [],
    )
    inbound.action = async () => update(line('There is more.'))
    expect(messageIn(await ada.click('More'))).toMatchObject({ id: before.id, text: 'There is more.' })
  })

  test('that fails is apologised for beside it, so that it can be pressed again', async () => {
    inbound.command = async () => say(withBlocks('A card', buttons({ label: 'Try', id: 'try~1' })))
    inbound.action = async () => Promise.reject(new Error('boom'))
    const dee = local.person('dee')
    const card = messageIn(await dee.command('join'))
    expect(messageIn(await dee.click('Try'))).toMatchObject({
      text: expect.stringMatching(/^Something went wrong/),
      ephemeral: true,
    })
    inbound.action = async () => update(line('Done.'))
    expect(messageIn(await dee.click('Try'))).toMatchObject({ id: card.id, text: 'Done.' })
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
    const answer = messageIn(await ben.select('Choose', 'Yes'))
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
    expect(messageIn(await dee.submit())).toMatchObject({ text: 'You are in.', ephemeral: true })
  })
})
