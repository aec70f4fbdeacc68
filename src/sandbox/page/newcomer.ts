import { DiscordControl } from '../discord/client.ts'
import { SlackControl } from '../slack/client.ts'
import type { Urls } from './proxy.ts'
import type { Spot } from './stage.ts'

const NEWS = /^mentoring-news/
const NAME = 'Newcomer'

/**
 * Lets a visitor in as somebody who has just come, and brings them to where the round is announced.
 *
 * @param zone the visitor's own time zone (IANA), which Slack tells its apps
 */
export function newcomer(urls: Urls, platform: Spot['platform'], zone: string): Promise<Spot> {
  return platform === 'slack' ? onSlack(urls.slack, zone) : onDiscord(urls.discord)
}

async function onSlack(url: string, zone: string): Promise<Spot> {
  const control = new SlackControl(url)
  const { teams, apps } = await control.state()
  const team = teams[0]
  const bot = team?.users.find((user) => user.is_bot && user.real_name === apps[0]?.name)
  if (!team || !bot) throw new Error('nobody is at home on Slack yet')
  const [user] = await control.addUsers(team.id, [{ real_name: NAME, tz: zone }])
  if (!user) throw new Error('Slack lets nobody in')
  const { channels } = await control.person(team.id, bot.id).sees(0)
  const news = channels.find(({ name }) => NEWS.test(name))
  const person = control.person(team.id, user.id)
  if (news) await person.join(news.id)
  const { channels: own } = await person.sees(0)
  const channel = news?.id ?? own[0]?.id ?? ''
  return { platform: 'slack', place: team.id, person: user.id, channel, name: NAME }
}

async function onDiscord(url: string): Promise<Spot> {
  const control = new DiscordControl(url)
  const { guilds, counts } = await control.state()
  const [guild] = guilds
  if (!guild) throw new Error('nobody is at home on Discord yet')
  const username = `newcomer.${counts.users ?? guild.members}.${Date.now().toString(36).slice(-5)}`
  const [user] = await control.people(guild.id, [{ username, globalName: NAME }])
  if (!user) throw new Error('Discord lets nobody in')
  const { channels } = await control.person(guild.id, user.id).sees(1)
  const channel =
    channels.find(({ name }) => NEWS.test(name)) ?? channels.find(({ name }) => name === 'general')
  return {
    platform: 'discord',
    place: guild.id,
    person: user.id,
    channel: channel?.id ?? '',
    name: NAME,
  }
}
