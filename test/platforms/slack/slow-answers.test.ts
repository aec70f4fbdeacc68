import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Answer } from '../../../src/chat/answer.ts'
import type { SlackPlatform } from '../../../src/platforms/slack/slack.ts'
import type { SlackPerson } from '../../../src/sandbox/slack/client.ts'
import { read } from '../../../src/sandbox/slack/labels.ts'
import { ask, COMMANDS, line, scripted, world } from './harness.ts'

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

/** Waits until a modal in front of somebody says this. */
const shows = (person: SlackPerson, words: string) =>
  person.until((seen) => (read(seen.views.at(-1)?.blocks ?? []).includes(words) ? true : undefined))

test('a slow submission waits in the modal, and its errors stand above the fields', async () => {
  inbound.command = async () => ask
  inbound.suggest = async () => [{ value: 'XX', label: 'Congo' }]
  const answers: ((answer: Answer) => void)[] = []
  inbound.form = () => new Promise<Answer>((resolve) => answers.push(resolve))
  const cho = local.person('CHO')
  await cho.command('/join-round')
  await cho.fill({ Country: 'Congo' })
  await cho.submit()
  await shows(cho, 'One moment…')
  answers.shift()?.({ ...ask, kind: 'errors', errors: [{ field: 'name', message: 'Is that a name?' }] })
  await shows(cho, 'Is that a name?')
  await cho.fill({ Country: 'Congo' })
  await cho.submit()
  await shows(cho, 'One moment…')
  answers.shift()?.({ kind: 'saved', message: line('Saved at last.') })
  await shows(cho, 'Saved at last.')
  await cho.close(true)
})

test('a slow command is acknowledged at once and its form comes into the waiting modal', async () => {
  let answer = (_: Answer) => {}
  inbound.command = () =>
    new Promise<Answer>((resolve) => {
      answer = resolve
    })
  const dee = local.person('DEE')
  await expect(dee.command('/join-round')).resolves.toEqual({ ok: true })
  await shows(dee, 'One moment…')
  answer(ask)
  await dee.until((seen) => (seen.views.at(-1)?.submit ? true : undefined))
  await dee.close(true)
})
