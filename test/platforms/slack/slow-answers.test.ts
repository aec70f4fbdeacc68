import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { SlackPlatform } from '../../../src/platforms/slack/slack.ts'
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
    left: (...args) => inbound.left(...args),
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

test('a slow submission waits in the modal, and its errors stand above the fields', async () => {
  inbound.command = async () => ask
  inbound.suggest = async () => [{ value: 'XX', label: 'Congo' }]
  let tried = 0
  inbound.form = async () => {
    tried += 1
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    return tried > 1
      ? { kind: 'saved', message: line('Saved at last.') }
      : { ...ask, kind: 'errors' as const, errors: [{ field: 'name', message: 'Is that a name?' }] }
  }
  const cho = local.person('CHO')
  await cho.command('/join-round')
  await cho.fill({ Country: 'Congo' })
  await cho.submit()
  await cho.until((seen) =>
    read(seen.views.at(-1)?.blocks ?? []).includes('Is that a name?') ? true : undefined,
  )
  await cho.fill({ Country: 'Congo' })
  await cho.submit()
  await cho.until((seen) => (read(seen.views.at(-1)?.blocks ?? []) === 'Saved at last.' ? true : undefined))
  await cho.close(true)
})

test('a slow command is acknowledged at once and its form comes into the waiting modal', async () => {
  inbound.command = async () => {
    await new Promise((resolve) => setTimeout(resolve, 3_200))
    return ask
  }
  const dee = local.person('DEE')
  await expect(dee.command('/join-round')).resolves.toEqual({ ok: true })
  expect(read((await dee.modal()).blocks)).toBe('One moment…')
  await dee.until((seen) => (seen.views.at(-1)?.submit ? true : undefined))
  await dee.close(true)
})
