import type { CommandDefinition, CommandOption } from '../../chat/command.ts'

/** What the bot may do, each with the reason that it must. Least of all scopes; a test freezes them. */
export const BOT_SCOPES = {
  commands: 'people do everything by commands',
  'chat:write': 'posts introductions, topics and answers',
  'channels:read': 'finds the announcement channel and the forum by name',
  'channels:manage': 'makes the announcement channel and the forum, and sets their topics',
  'channels:join': 'enters public channels that exist already',
  'channels:history': 'looks for its own posts there after a lost answer',
  'groups:read': "finds its own partnerships' channels again",
  'groups:write':
    "makes the partnerships' and the organisers' channels, invites their people, takes out who leaves",
  'groups:history': "looks for its own posts in partnerships' channels after a lost answer",
  'im:write': 'tells news for one person in a direct message, and answers there where no other way is open',
  'im:history': 'looks for its own posts there after a lost answer',
  'mpim:write': 'opens a group message for a partnership where apps may not make channels',
  'mpim:history': 'looks for its own posts there after a lost answer',
  'users:read': 'knows names, time zones, languages and who manages the workspace, and hears who left',
  'files:write': 'brings the map that is posted when a round begins',
} as const satisfies Readonly<Record<string, string>>

export const BOT_EVENTS = {
  app_home_opened: 'hears that somebody opened its home tab, which shows where they stand',
  user_change: 'hears that somebody left the workspace',
  channel_archive: 'hears that a channel of the programme was archived',
  channel_deleted: 'hears that a channel of the programme was deleted',
  group_archive: 'hears that its organisers’ channel was archived',
  group_deleted: 'hears that its organisers’ channel was deleted',
  app_uninstalled: 'hears that it was removed from the workspace',
  tokens_revoked: 'hears that its token was taken back',
} as const satisfies Readonly<Record<string, string>>

/** Only where messages are carried between workspaces. */
export const BRIDGING_SCOPES = {
  'chat:write.customize': "shows the partner's name beside what they wrote elsewhere",
} as const satisfies Readonly<Record<string, string>>

export const BRIDGING_EVENTS = {
  'message.groups': 'hears what is written in bridged channels',
  'message.mpim': 'hears what is written in bridged group messages',
} as const satisfies Readonly<Record<string, string>>

/**
 * Slack's own commands. A manifest that declares one of them is refused as a whole, and with it every
 * other command.
 */
const RESERVED = new Set(
  `active archive away call collapse dnd expand feed help invite join kick leave me msg mute open pro remind
  rename search shortcuts shrug star status topic who`.split(/\s+/),
)

/** Limits of Slack's manifest schema (slackapi/manifest-schema, 2.0.0). */
const LIMITS = { commands: 50, command: 32, description: 2_000, hint: 1_000 }

export interface ManifestOptions {
  /** Stands before every command, where another app of the workspace has the same names. */
  readonly prefix?: string
  readonly socketMode: boolean
  /** Where Slack sends everything, with HTTP; ends with `/slack/events`. */
  readonly requestUrl?: string
  readonly bridging?: boolean
}

/** The app's manifest as Slack takes it, from the same definitions that the bot runs. Throws where Slack would refuse. */
export function slackManifest(commands: readonly CommandDefinition[], options: ManifestOptions): object {
  const { prefix = '', socketMode, requestUrl, bridging = false } = options
  if (!socketMode && requestUrl === undefined)
    throw new Error('Without Socket Mode the manifest needs a request URL.')
  const url = socketMode ? undefined : requestUrl
  const slash_commands = commands.map((command) => slashCommand(command, prefix, url))
  checkCommands(slash_commands)
  const scopes = Object.keys({ ...BOT_SCOPES, ...(bridging && BRIDGING_SCOPES) })
  const events = Object.keys({ ...BOT_EVENTS, ...(bridging && BRIDGING_EVENTS) })
  return {
    _metadata: { major_version: 2, minor_version: 0 },
    display_information: {
      name: 'Counterpart',
      description: 'A peer-mentoring programme that runs itself, in rounds.',
      background_color: '#1f4d5c',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: true },
      bot_user: { display_name: 'Counterpart', always_online: true },
      slash_commands,
    },
    oauth_config: { scopes: { bot: scopes } },
    settings: {
      event_subscriptions: { ...(url !== undefined && { request_url: url }), bot_events: events },
      interactivity: {
        is_enabled: true,
        ...(url !== undefined && { request_url: url, message_menu_options_url: url }),
      },
      org_deploy_enabled: false,
      socket_mode_enabled: socketMode,
      token_rotation_enabled: false,
    },
  }
}

/** Slack's page that makes an app from this manifest, once a workspace is chosen there. */
export function creationUrl(manifest: object): string {
  return `https://api.slack.com/apps?new_app=1&manifest_json=${encodeURIComponent(JSON.stringify(manifest))}`
}

interface SlashCommand {
  readonly command: string
  readonly description: string
  readonly usage_hint?: string
  readonly url?: string
  readonly should_escape: boolean
}

function slashCommand(command: CommandDefinition, prefix: string, url: string | undefined): SlashCommand {
  const hint = command.options.map(hintOf).join(' ')
  return {
    command: `/${prefix}${command.slackName}`,
    description: command.description,
    ...(hint !== '' && { usage_hint: hint.slice(0, LIMITS.hint) }),
    ...(url !== undefined && { url }),
    // A mention then arrives with the user's id; as plain text a name could not be told from another.
    should_escape: true,
  }
}

function hintOf(option: CommandOption): string {
  return option.kind === 'choice' ? `[${option.choices.join(' | ')}]` : `[${option.name}]`
}

function checkCommands(commands: readonly SlashCommand[]): void {
  const problems = commands.flatMap(({ command, description }) => [
    ...(RESERVED.has(command.slice(1)) ? [`${command} is one of Slack's own commands`] : []),
    ...(/^\/[a-z0-9_-]+$/.test(command) ? [] : [`${command} has characters that Slack does not take`]),
    ...(command.length > LIMITS.command ? [`${command} is longer than ${LIMITS.command} characters`] : []),
    ...(description === '' || description.length > LIMITS.description
      ? [`${command} needs a shorter description`]
      : []),
  ])
  const names = commands.map(({ command }) => command)
  problems.push(
    ...names.filter((name, at) => names.indexOf(name) !== at).map((name) => `${name} is there twice`),
  )
  if (commands.length > LIMITS.commands) problems.push(`there are more than ${LIMITS.commands} commands`)
  if (problems.length > 0) throw new Error(`Slack would refuse this manifest: ${problems.join('; ')}.`)
}
