import { asList } from '../elements.ts'
import { isObject } from '../http.ts'
import { Impossible } from '../people/actor.ts'
import type { App, Json, SlashCommand } from '../state.ts'

type FromManifest = Pick<
  App,
  'name' | 'mode' | 'requestUrl' | 'scopes' | 'commands' | 'events' | 'homeTab' | 'messagesTab'
>

/** Names that Slack keeps for itself; one of them makes it refuse a manifest as a whole. */
const RESERVED = new Set(
  (
    'active archive away call collapse dnd expand feed help invite join kick leave me msg mute open pro ' +
    'remind rename search shortcuts shrug star status topic who'
  )
    .split(' ')
    .map((name) => `/${name}`),
)

/** Reads an app manifest as Slack does; throws with everything that is wrong with it. */
export function readManifest(manifest: Json): FromManifest {
  const information = part(manifest, 'display_information')
  const features = part(manifest, 'features')
  const settings = part(manifest, 'settings')
  const subscriptions = part(settings, 'event_subscriptions')
  const interactivity = part(settings, 'interactivity')
  const home = part(features, 'app_home')
  const declared = asList(features.slash_commands).filter(isObject)
  const wrong = [
    ...atMost('display_information/name', information.name, 35, 1),
    ...atMost('features/bot_user/display_name', part(features, 'bot_user').display_name ?? 'bot', 80, 1),
    ...(declared.length > 50 ? ['features/slash_commands: at most 50'] : []),
    ...declared.flatMap(wrongCommand),
    ...(asList(subscriptions.bot_events).length > 100
      ? ['settings/event_subscriptions/bot_events: at most 100']
      : []),
  ]
  const scopes = asList(part(part(manifest, 'oauth_config'), 'scopes').bot).map(String)
  if (scopes.length > 255) wrong.push('oauth_config/scopes/bot: at most 255')
  if (declared.length > 0 && !scopes.includes('commands'))
    wrong.push('slash commands need the scope commands')
  if (wrong.length > 0) throw new Impossible(`invalid_manifest: ${wrong.join('; ')}`)
  const url = declared[0]?.url ?? interactivity.request_url ?? subscriptions.request_url ?? ''
  return {
    name: String(information.name),
    mode: settings.socket_mode_enabled === true ? 'socket' : 'http',
    requestUrl: String(url),
    scopes,
    commands: declared.map(command),
    events: asList(subscriptions.bot_events).map(String),
    homeTab: home.home_tab_enabled === true,
    messagesTab: home.messages_tab_enabled !== false,
  }
}

const part = (whole: Json, name: string): Json => (isObject(whole[name]) ? whole[name] : {})

const command = (declared: Json): SlashCommand => ({
  command: String(declared.command),
  description: String(declared.description ?? ''),
  usage_hint: String(declared.usage_hint ?? ''),
})

function wrongCommand(declared: Json): string[] {
  const name = String(declared.command)
  return [
    ...atMost(name, declared.command, 32, 2),
    ...atMost(`${name} description`, declared.description, 2_000, 1),
    ...atMost(`${name} usage_hint`, declared.usage_hint ?? '', 1_000),
    ...(/^\/[^\s/]+$/.test(name) && name === name.toLowerCase() ? [] : [`${name}: not a command name`]),
    ...(RESERVED.has(name) ? [`${name}: the slash command has an invalid name`] : []),
  ]
}

function atMost(where: string, value: unknown, most: number, least = 0): string[] {
  if (typeof value === 'string' && value.length >= least && value.length <= most) return []
  return [`${where}: ${least} to ${most} characters`]
}
