import { isIP } from 'node:net'
import { z } from 'zod'

/** Empty settings count as not set: a line left empty in a file means nothing. */
const given = (schema: z.ZodString) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional())

/** A token or a secret: what follows is not even asked where something in it is surely none of it. */
const secret = () =>
  z.string().regex(/^[\x21-\x7e]+$/, {
    error: 'has a space, a line break or a character in it that no token has: copy it again, without that',
    abort: true,
  })

const webAddress = () =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
      'must be an address that begins with http:// or https://',
    )

/** Slack's ids of a workspace or an organisation, and Discord's of a server. */
const WORKSPACE = /^([TE][A-Z0-9]{2,}|\d{15,20})$/
const idsIn = (text: string) => text.split(/[\s,]+/).filter((id) => id !== '')

const port = z.preprocess(
  (value) => (value === '' || value === undefined ? undefined : Number(value)),
  z.int('must be a whole number').min(0, 'must be 0 or more').max(65_535, 'must be 65535 at most').optional(),
)

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

const settings = z.object({
  DATABASE_URL: given(
    z
      .string()
      .regex(/^postgres(ql)?:\/\//, {
        error: 'must begin with postgresql:// (leave it empty for the embedded database)',
        abort: true,
      })
      .refine(
        // Without a host it is a socket's, which `?host=` names.
        (text) => URL.canParse(text.replace('@/', '@host/')),
        'cannot be read as an address. In a password write %23 for #, %2F for /, %3F for ?, %40 for @, %20 for a space',
      ),
  ),
  DATA_DIR: given(z.string()),
  SLACK_BOT_TOKEN: given(
    secret().regex(/^xoxb-/, 'must begin with xoxb-: copy “Bot User OAuth Token” from OAuth & Permissions'),
  ),
  SLACK_APP_TOKEN: given(
    secret().regex(/^xapp-/, 'must begin with xapp-: make an app-level token under Basic Information'),
  ),
  SLACK_SIGNING_SECRET: given(secret()),
  SLACK_API_URL: given(webAddress()),
  SLACK_COMMAND_PREFIX: given(
    z.string().regex(/^[a-z0-9-]{1,10}$/, 'must be 1 to 10 lowercase letters, digits or hyphens'),
  ),
  DISCORD_TOKEN: given(secret().min(20, 'is too short: copy it whole from the Bot page')),
  DISCORD_API_URL: given(webAddress()),
  HOST: given(
    z
      .string()
      .refine(
        (value) => isIP(value) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(value),
        'must be an address or a name of this machine, without a port (leave it empty for 127.0.0.1)',
      ),
  ),
  ALLOWED_WORKSPACES: given(
    z
      .string()
      .refine(
        (text) => idsIn(text).length > 0 && idsIn(text).every((id) => WORKSPACE.test(id)),
        'must be ids with commas between them: of Slack’s workspaces (T0…) and Discord’s servers (a long number)',
      ),
  ),
  PORT: port,
  SANDBOX_PORT: port,
  SANDBOX_SPEED: z.preprocess(
    (value) => (value === '' || value === undefined ? undefined : Number(value)),
    z.number('must be a number').min(1, 'must be 1 or more').max(10_000, 'must be 10000 at most').optional(),
  ),
  LOG_LEVEL: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.enum(LEVELS, `must be one of ${LEVELS.join(', ')}`).optional(),
  ),
  LOG_FORMAT: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.enum(['json', 'lines'], 'must be json or lines').optional(),
  ),
})

export interface SlackSettings {
  readonly botToken: string
  /** Socket Mode, where set. */
  readonly appToken: string | undefined
  /** HTTP mode, where there is no app token. */
  readonly signingSecret: string | undefined
}

export interface Config {
  /** PostgreSQL; embedded under `dataDir` where undefined. */
  readonly databaseUrl: string | undefined
  readonly dataDir: string
  readonly slack: SlackSettings | undefined
  readonly slackApiUrl: string | undefined
  /** Put before every command's name on Slack, where another app has the same names. */
  readonly slackCommandPrefix: string | undefined
  readonly discord: { readonly token: string } | undefined
  readonly discordApiUrl: string | undefined
  /** Where the bot's own HTTP listens: an address or a name of this machine. */
  readonly host: string
  /** The platforms' ids of the workspaces that may have a programme; any, where undefined. */
  readonly allowedWorkspaces: readonly string[] | undefined
  /** The bot's own HTTP: health, and Slack's HTTP mode. 0 picks a free one. */
  readonly port: number
  readonly sandboxPort: number
  /** How much faster than the real ones the sandbox's rate limits are. */
  readonly sandboxSpeed: number
  readonly logLevel: string | undefined
  /** As it suits whoever reads it, where undefined. */
  readonly logFormat: 'json' | 'lines' | undefined
  /** With no platform's tokens: the sandbox. */
  readonly sandbox: boolean
}

/** All that is wrong with the settings, one line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly lines: readonly string[]

  constructor(lines: readonly string[]) {
    super(lines.join('\n'))
    this.lines = lines
  }
}

/**
 * Reads the settings from an environment.
 *
 * @throws ConfigError that names every setting that is wrong and says what to do
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const parsed = settings.safeParse(environment)
  const lines = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  const value = parsed.success ? parsed.data : ({} as z.infer<typeof settings>)
  const has = (name: keyof typeof settings.shape) => (environment[name] ?? '') !== ''
  if (has('SLACK_BOT_TOKEN') && !has('SLACK_APP_TOKEN') && !has('SLACK_SIGNING_SECRET')) {
    lines.push(
      'SLACK_APP_TOKEN: is needed beside SLACK_BOT_TOKEN (or SLACK_SIGNING_SECRET, to receive over HTTP)',
    )
  }
  if (!has('SLACK_BOT_TOKEN') && (has('SLACK_APP_TOKEN') || has('SLACK_SIGNING_SECRET'))) {
    lines.push('SLACK_BOT_TOKEN: is needed too; copy “Bot User OAuth Token” from OAuth & Permissions')
  }
  const sandbox = !has('SLACK_BOT_TOKEN') && !has('DISCORD_TOKEN')
  if (sandbox && has('DATABASE_URL') && lines.length === 0) {
    lines.push(
      'DATABASE_URL: is set, but no token of Slack or Discord. Without tokens the sandbox starts, with invented people, which must not reach a real database. Set SLACK_BOT_TOKEN or DISCORD_TOKEN, or take DATABASE_URL away to see the sandbox.',
    )
  }
  if (lines.length > 0) throw new ConfigError(lines)
  return {
    databaseUrl: value.DATABASE_URL,
    dataDir: value.DATA_DIR ?? 'data',
    slack: value.SLACK_BOT_TOKEN
      ? {
          botToken: value.SLACK_BOT_TOKEN,
          appToken: value.SLACK_APP_TOKEN,
          signingSecret: value.SLACK_SIGNING_SECRET,
        }
      : undefined,
    slackApiUrl: value.SLACK_API_URL,
    slackCommandPrefix: value.SLACK_COMMAND_PREFIX,
    discord: value.DISCORD_TOKEN ? { token: value.DISCORD_TOKEN } : undefined,
    discordApiUrl: value.DISCORD_API_URL,
    host: value.HOST ?? '127.0.0.1',
    allowedWorkspaces: value.ALLOWED_WORKSPACES === undefined ? undefined : idsIn(value.ALLOWED_WORKSPACES),
    port: value.PORT ?? 3000,
    sandboxPort: value.SANDBOX_PORT ?? 4000,
    sandboxSpeed: value.SANDBOX_SPEED ?? 200,
    logLevel: value.LOG_LEVEL,
    logFormat: value.LOG_FORMAT,
    sandbox,
  }
}
