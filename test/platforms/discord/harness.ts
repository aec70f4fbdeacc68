import { pino } from 'pino'
import { expect } from 'vitest'
import type { CommandDefinition } from '../../../src/chat/command.ts'
import { adapterWords } from '../../../src/messages/adapter-words.ts'
import { createDiscordPlatform, type DiscordOptions } from '../../../src/platforms/discord/discord.ts'
import { permissionInteger } from '../../../src/platforms/discord/permissions.ts'
import type { Inbound } from '../../../src/port/platform.ts'
import { DiscordControl } from '../../../src/sandbox/discord/client.ts'
import type { SeenMessage } from '../../../src/sandbox/discord/people/seen.ts'
import type { NewGuild } from '../../../src/sandbox/discord/people/setup.ts'
import type { Answer as Seen } from '../../../src/sandbox/discord/person.ts'
import { type DiscordOptions as ServerOptions, startDiscord } from '../../../src/sandbox/discord/server.ts'
import { marks } from '../scripted.ts'
import { record } from './recorder.ts'

export { ask, FORM, line, marks, scripted } from '../scripted.ts'

export const COMMANDS: readonly CommandDefinition[] = [
  {
    name: 'join',
    slackName: 'join-round',
    description: 'Take part',
    options: [{ kind: 'look-up', name: 'country', description: 'Where you live', source: 'country' }],
  },
  {
    name: 'round',
    slackName: 'round',
    description: 'The round',
    options: [
      { kind: 'choice', name: 'do', description: 'What to do', choices: ['plan', 'publish'] },
      { kind: 'text', name: 'note', description: 'A note', max: 50 },
    ],
  },
]

/** A local Discord with a server, some people and our bot in it, and a record of what the bot asks. */
export async function world(server: ServerOptions = {}, given: Partial<NewGuild> = {}) {
  const discord = await startDiscord({ rateScale: 1_000, ...server })
  const control = new DiscordControl(discord.url)
  const guild = await control.guild({ name: 'Libraries', ...given })
  const app = await control.app({ name: 'Counterpart' })
  const grant = (bits: bigint) => control.install(app.id, guild.id, bits.toString())
  await grant(permissionInteger)
  const people = await control.people(
    guild.id,
    ['ada', 'ben', 'cho', 'dee'].map((username) => ({
      username,
      globalName: username.replace(/^./, (first) => first.toUpperCase()),
      locale: 'en-GB',
    })),
  )
  const recorder = await record(discord.url)
  const platform = (more: Partial<DiscordOptions> = {}) =>
    createDiscordPlatform({
      words: adapterWords(),
      token: app.token,
      apiUrl: recorder.apiUrl,
      marks,
      log: pino({ level: 'silent' }),
      paceScale: 1_000,
      ...more,
    })
  return {
    discord,
    control,
    recorder,
    grant,
    platform,
    app,
    guild: guild.id,
    general: guild.general,
    at: { externalId: guild.id },
    /** User ids by name. */
    ids: Object.fromEntries(people.map(({ id, username }) => [username, id])) as Record<string, string>,
    person: (name: string) => control.person(guild.id, name),
    async close() {
      await recorder.close()
      await discord.close()
    },
  }
}

export type World = Awaited<ReturnType<typeof world>>

/** What a partnership's space is asked for with, by its key. */
export const pairOf = ({ ids }: World, key: string, members = [ids.ada!, ids.ben!]) => ({
  key,
  name: 'pair-r1',
  topic: 'For Ada and Ben',
  members,
  reason: 'Round 1: a partnership’s space',
})

/** What was made, by an outcome that says it is done. */
export function refOf(outcome: { kind: string; ref?: unknown }): string {
  expect(outcome).toMatchObject({ kind: 'done' })
  return String(outcome.ref)
}

/** Whatever the bot sent is what Discord's own description of its API takes, to the last field. */
export function expectFitting({ recorder }: World): void {
  const problems = recorder.problems()
  recorder.clear()
  expect(problems).toEqual([])
}

/** Hands over to what stands in `inbound` at that moment: each test puts its own there. */
export const asNow = (inbound: Inbound): Inbound => ({
  command: (...args) => inbound.command(...args),
  action: (...args) => inbound.action(...args),
  form: (...args) => inbound.form(...args),
  reopen: (...args) => inbound.reopen(...args),
  suggest: (...args) => inbound.suggest(...args),
  home: (...args) => inbound.home(...args),
  left: (...args) => inbound.left(...args),
  happened: (...args) => inbound.happened(...args),
})

/** The message that an answer is. */
export function messageIn(answer: Seen): SeenMessage {
  expect(answer).toMatchObject({ kind: 'message' })
  if (answer.kind !== 'message') throw new Error('no message')
  return answer.message
}
