import { DiscordControl } from './discord/client.ts'
import type { Person } from './population/population.ts'
import { SlackControl } from './slack/client.ts'

/** The sandbox's fixed names and tokens: they open nothing but the local platforms. */
export const SLACK = {
  team: 'T0SANDBOX',
  app: 'A0SANDBOX',
  organiser: 'U0ORGANISER',
  botToken: 'xoxb-sandbox',
  appToken: 'xapp-sandbox',
} as const
const DISCORD = { organiser: 'organiser' } as const

/** The two workspaces with all their people in them, who have not heard of the programme yet. */
export interface Settlement {
  readonly slack: SlackControl
  readonly discord: DiscordControl
  readonly guild: string
  readonly discordToken: string
  readonly discordOrganiser: string
}

/** What was made on the local Discord, which gives ids itself. */
export interface Founded {
  readonly guild: string
  readonly token: string
}

/**
 * Founds a Slack workspace and a Discord server and lets everybody in. What is there already stays.
 *
 * @param manifest the bot's Slack manifest
 * @param permissions the Discord permissions it asks for, as the integer in its invitation
 */
export async function found(
  urls: { readonly slackUrl: string; readonly discordUrl: string },
  people: readonly Person[],
  app: { readonly manifest: object; readonly permissions: string },
  earlier: Founded | undefined,
): Promise<Settlement & { readonly founded: Founded }> {
  const slack = new SlackControl(urls.slackUrl)
  const discord = new DiscordControl(urls.discordUrl)
  await slack.createTeam({
    id: SLACK.team,
    name: 'Librarians Together',
    users: [
      { id: SLACK.organiser, real_name: 'Olive Organiser', tz: 'Europe/London', is_admin: true },
      ...people
        .map((person, index) => ({ person, id: slackId(index) }))
        .filter(({ person }) => person.platform === 'slack')
        .map(({ person, id }) => ({ id, real_name: person.fullName, tz: person.zone })),
    ],
  })
  await slack.createApp({
    id: SLACK.app,
    manifest: app.manifest as never,
    appToken: SLACK.appToken,
    installs: [{ team: SLACK.team, botToken: SLACK.botToken }],
  })
  const founded = earlier ?? (await foundDiscord(discord, people, app.permissions))
  const common = { slack, discord, guild: founded.guild, discordToken: founded.token }
  return { ...common, discordOrganiser: DISCORD.organiser, founded }
}

async function foundDiscord(
  discord: DiscordControl,
  people: readonly Person[],
  permissions: string,
): Promise<Founded> {
  const owner = await discord.user({ username: DISCORD.organiser, globalName: 'Oskar Organiser' })
  const guild = await discord.guild({ name: 'Librarians Together', owner: owner.id })
  const app = await discord.app({ name: 'Counterpart' })
  await discord.install(app.id, guild.id, permissions)
  await discord.people(
    guild.id,
    people
      .filter(({ platform }) => platform === 'discord')
      .map(({ username, fullName }) => ({ username, globalName: [...fullName].slice(0, 32).join('') })),
  )
  return { guild: guild.id, token: app.token }
}

/** The Slack user id of the person at this place of the population: the same at every start. */
export function slackId(index: number): string {
  return `U1${String(index).padStart(5, '0')}`
}
