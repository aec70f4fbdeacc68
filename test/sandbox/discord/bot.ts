/** A real discord.js client against a local Discord of its own. */
import { Client, type ClientOptions, Events, GatewayIntentBits, REST } from 'discord.js'
import { Agent } from 'undici'
import { DiscordControl } from '../../../src/sandbox/discord/client.ts'
import type { Grant, NewGuild } from '../../../src/sandbox/discord/people/setup.ts'
import { type DiscordOptions, type LocalDiscord, startDiscord } from '../../../src/sandbox/discord/server.ts'

export const USUAL_GRANT: Grant = [
  'VIEW_CHANNEL',
  'SEND_MESSAGES',
  'SEND_MESSAGES_IN_THREADS',
  'READ_MESSAGE_HISTORY',
  'EMBED_LINKS',
  'ATTACH_FILES',
  'ADD_REACTIONS',
  'MANAGE_CHANNELS',
  'MANAGE_THREADS',
  'CREATE_PUBLIC_THREADS',
  'CREATE_PRIVATE_THREADS',
  'MANAGE_WEBHOOKS',
  'PIN_MESSAGES',
]

/** What nobody is kept waiting for, however much the machine has to do. */
const PATIENCE_MS = 30_000

export interface Scene {
  readonly discord: LocalDiscord
  readonly control: DiscordControl
  readonly guild: string
  readonly general: string
  readonly app: string
  readonly token: string
  /** User ids of `aroha` and `bela`. */
  readonly aroha: string
  readonly bela: string
}

export async function scene(
  options: DiscordOptions = {},
  grant: Grant = USUAL_GRANT,
  given: Partial<NewGuild> = {},
): Promise<Scene> {
  const discord = await startDiscord({ rateScale: 1_000, deadlineMs: PATIENCE_MS, ...options })
  const control = new DiscordControl(discord.url)
  const guild = await control.guild({ name: 'Round One', ...given })
  const app = await control.app({ name: 'Counterpart' })
  await control.install(app.id, guild.id, grant)
  const [aroha, bela] = await control.people(guild.id, [
    { username: 'aroha', globalName: 'Aroha', locale: 'en-GB' },
    { username: 'bela', globalName: 'Béla', locale: 'de' },
  ])
  return {
    discord,
    control,
    guild: guild.id,
    general: guild.general,
    app: app.id,
    token: app.token,
    aroha: aroha!.id,
    bela: bela!.id,
  }
}

const agent = new Agent()

export function rest(at: Scene, options: { retries?: number } = {}): REST {
  return new REST({
    api: at.discord.apiUrl,
    version: '10',
    retries: 0,
    timeout: PATIENCE_MS,
    // Its own, whichever `undici` another test loaded first.
    agent,
    ...options,
  }).setToken(at.token)
}

export async function connect(
  at: Scene,
  intents: readonly GatewayIntentBits[] = [GatewayIntentBits.Guilds],
  restOptions: ClientOptions['rest'] = {},
): Promise<Client<true>> {
  const client = new Client({
    intents: [...intents],
    allowedMentions: { parse: [] },
    rest: { api: at.discord.apiUrl, version: '10', retries: 0, timeout: PATIENCE_MS, agent, ...restOptions },
  })
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve))
  await client.login(at.token)
  return ready
}

/** The code and status of a refused REST call. */
export async function refusal(
  call: Promise<unknown>,
): Promise<{ status: number; code: number; raw: unknown }> {
  try {
    await call
  } catch (error) {
    const { status, code, rawError } = error as { status: number; code: number; rawError: unknown }
    return { status, code, raw: rawError }
  }
  throw new Error('it was not refused')
}
