import { DiscordControl } from '../discord/client.ts'
import { SlackControl } from '../slack/client.ts'
import type { PlatformName, Urls } from './proxy.ts'

interface PagePerson {
  readonly id: string
  readonly name: string
  /** What they are called besides, such as a user name. */
  readonly handle: string
  readonly organiser: boolean
  readonly bot: boolean
}

interface PageApp {
  readonly id: string
  readonly name: string
  readonly user: string
  readonly connected: boolean
  readonly commands: readonly { readonly command: string; readonly description: string }[]
}

/** A Slack workspace or a Discord server, in numbers and names. */
export interface Place {
  readonly platform: PlatformName
  readonly id: string
  readonly name: string
  readonly people: readonly PagePerson[]
  readonly apps: readonly PageApp[]
  readonly channels: number
  readonly messages: number
}

export interface Overview {
  /** The platforms' time, epoch milliseconds: a sandbox's clock can be ahead. */
  readonly now: number
  readonly places: readonly Place[]
}

export async function overview(urls: Urls): Promise<Overview> {
  const [slack, discord] = await Promise.all([slackPlaces(urls.slack), discordPlaces(urls.discord)])
  return { now: Math.max(slack.now, discord.now), places: [...slack.places, ...discord.places] }
}

async function slackPlaces(url: string): Promise<Overview> {
  const { now, teams, apps } = await new SlackControl(url).state()
  const places = teams.map((team): Place => {
    const users = team.users.filter((user) => !user.deleted)
    return {
      platform: 'slack',
      id: team.id,
      name: team.name,
      people: users.map((user) => ({
        id: user.id,
        name: user.real_name,
        handle: (user.tz || 'no time zone').replaceAll('_', ' '),
        organiser: user.is_admin && !user.is_bot,
        bot: user.is_bot,
      })),
      apps: apps
        .filter((app) => app.teams.includes(team.id))
        .map(({ id, name, sockets, mode, commands }) => ({
          id,
          name,
          user: users.find((user) => user.is_bot && user.real_name === name)?.id ?? '',
          connected: sockets > 0 || mode === 'http',
          commands,
        })),
      channels: ['public', 'private', 'mpim'].reduce((sum, kind) => sum + (team.channels[kind] ?? 0), 0),
      messages: team.messages,
    }
  })
  return { now, places }
}

async function discordPlaces(url: string): Promise<Overview> {
  const control = new DiscordControl(url)
  const { now, guilds, apps, counts } = await control.state()
  const places = guilds.map(async (guild): Promise<Place> => {
    const members = await control.members(guild.id)
    return {
      platform: 'discord',
      id: guild.id,
      name: guild.name,
      people: members.map((member) => ({
        id: member.id,
        name: member.nick ?? member.global_name ?? member.username,
        handle: member.bot ? '' : member.username,
        organiser: member.owner,
        bot: member.bot,
      })),
      apps: apps
        .filter((app) => members.some((member) => member.id === app.bot_id))
        .map(({ id, name, bot_id, connected }) => ({ id, name, user: bot_id, connected, commands: [] })),
      channels: guild.channels + guild.activeThreads,
      messages: counts.messages ?? 0,
    }
  })
  return { now, places: await Promise.all(places) }
}
