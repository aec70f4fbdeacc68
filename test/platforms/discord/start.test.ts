import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { StartError } from '../../../src/port/platform.ts'
import { registry } from '../../../src/registry.ts'
import { COMMANDS, scripted, type World, world } from './harness.ts'

let local: World

beforeAll(async () => {
  local = await world()
})
beforeEach(() => local.recorder.clear())
afterAll(() => local.close())

/** A start as the bot does it. Gives what it changed on Discord. */
async function started(commands = COMMANDS): Promise<string[]> {
  local.recorder.clear()
  const platform = local.platform()
  await platform.syncCommands(commands)
  await platform.start(scripted())
  expect(platform.connected()).toBe(true)
  await platform.stop(1_000)
  expect(local.recorder.problems()).toEqual([])
  return local.recorder.changes()
}
const known = () => local.person('ada').commands()

test('commands are registered where something differs, and a second start changes nothing', async () => {
  const registered = [`PUT /applications/${local.app.id}/commands`]
  await expect(started()).resolves.toEqual(registered)
  await expect(started()).resolves.toEqual([])
  await expect(started([...COMMANDS].reverse())).resolves.toEqual([])
  const [join, round] = COMMANDS
  await expect(started([join!, { ...round!, description: 'Another word' }])).resolves.toEqual(registered)
  await expect(started([join!])).resolves.toEqual(registered)
  expect((await known()).map(({ name }) => name)).toEqual(['join'])
  await expect(started()).resolves.toEqual(registered)
})

test('all commands that there are can be registered, for servers alone and without rank', async () => {
  await started(registry.commands)
  await expect(started(registry.commands)).resolves.toEqual([])
  const names = (await known()).map(({ name }) => name)
  expect(names.sort()).toEqual(registry.commands.map(({ name }) => name).sort())
  for (const command of local.discord.state.commands.values()) {
    expect(command).toMatchObject({ contexts: [0], integration_types: [0], default_member_permissions: null })
  }
})

test('a command is shown as it is typed', () => {
  const platform = local.platform()
  expect(platform.typed(COMMANDS[1]!)).toBe('/round')
  expect(platform.typed(COMMANDS[1]!, { do: 'publish', note: 'now' })).toBe('/round do:publish note:now')
})

const failing = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(StartError)
  return (error as StartError).message
}

test('a wrong token is told in one line that does not hold it', async () => {
  for (const token of ['MTIz.wrong.token', 'x y']) {
    const platform = local.platform({ token })
    for (const message of [
      await failing(platform.syncCommands(COMMANDS)),
      await failing(platform.start(scripted())),
    ]) {
      expect(message).toMatch(/^DISCORD_TOKEN: Discord refused it\. /)
      expect(message).not.toMatch(/wrong|x y|\n/)
    }
    expect(platform.connected()).toBe(false)
    await platform.stop(500)
  }
})

test('a token that is revoked between asking and connecting is told likewise', async () => {
  const platform = local.platform()
  await platform.syncCommands(COMMANDS)
  await local.control.revoke(local.app.id)
  expect(await failing(platform.start(scripted()))).toMatch(/^DISCORD_TOKEN/)
  await local.control.revoke(local.app.id, false)
  await platform.stop(500)
})

test('a Discord that cannot be reached is told as that', async () => {
  const platform = local.platform({ apiUrl: 'http://127.0.0.1:9/api' })
  expect(await failing(platform.syncCommands(COMMANDS))).toMatch(/^Discord cannot be reached: /)
  expect(await failing(platform.start(scripted()))).toMatch(/^Discord cannot be reached: /)
  await platform.stop(500)
})

test('a token that is revoked later closes the connection for good, which is told', async () => {
  const said: string[] = []
  const log = pino({ level: 'error' }, { write: (words: string) => void said.push(words) })
  const platform = local.platform({ log })
  await platform.start(scripted())
  await local.control.revoke(local.app.id)
  await expect.poll(() => platform.connected()).toBe(false)
  expect(said.join('')).toContain('Discord closed the connection for good')
  await local.control.revoke(local.app.id, false)
  await platform.stop(1_000)
})
