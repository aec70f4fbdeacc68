import { ApplicationFlags, PermissionFlagsBits, Routes } from 'discord.js'
import type { z } from 'zod'
import { StartError } from '../../port/platform.ts'
import { PERMISSIONS } from './permissions.ts'
import { agent, QuietRest } from './rest.ts'
import { application, commands, ownGuilds, read } from './shapes.ts'
import { startError } from './start-error.ts'

/** The application that a token is of. */
export interface KnownApplication {
  readonly id: string
  readonly name: string
  /** Whether anybody may add its bot to a server. */
  readonly isPublic: boolean
  /** Whether it is told more than it needs to be. */
  readonly privileged: boolean
}

/** A server that the bot is in. */
export interface KnownServer {
  readonly id: string
  readonly name: string
  /** What the bot may not do there and has to, as Discord's settings call it. */
  readonly lacks: readonly string[]
}

/** What can be asked of Discord with a token alone. Each throws a `StartError` that says what is wrong. */
export interface DiscordCheck {
  application(): Promise<KnownApplication>
  servers(): Promise<readonly KnownServer[]>
  /** The names of the commands that are registered. */
  commands(application: string): Promise<readonly string[]>
}

const TIMEOUT_MS = 10_000

/** What a bot is told of only where it is switched on, however many servers it is in. */
const PRIVILEGED =
  ApplicationFlags.GatewayPresence |
  ApplicationFlags.GatewayPresenceLimited |
  ApplicationFlags.GatewayGuildMembers |
  ApplicationFlags.GatewayGuildMembersLimited |
  ApplicationFlags.GatewayMessageContent |
  ApplicationFlags.GatewayMessageContentLimited

export function checkDiscord(token: string, apiUrl?: string): DiscordCheck {
  const rest = new QuietRest({
    ...(apiUrl ? { api: apiUrl } : {}),
    version: '10',
    agent,
    retries: 0,
    timeout: TIMEOUT_MS,
  }).setToken(token)
  const get = async <T>(route: `/${string}`, shape: z.ZodType<T>): Promise<T> => {
    try {
      return read(shape, await rest.get(route))
    } catch (error) {
      throw startError(error)
    }
  }
  return {
    async application() {
      const { id, name, ...about } = await get(Routes.currentApplication(), application)
      if (about.interactions_endpoint_url != null && about.interactions_endpoint_url !== '') {
        throw new StartError(
          'Discord would send commands to the "Interactions Endpoint URL" of this application, and not to the bot: empty that field on the page General Information.',
        )
      }
      if (about.bot_require_code_grant) {
        throw new StartError(
          '"Requires OAuth2 Code Grant" is on, and nobody could add the bot by its link: switch it off on the page Bot.',
        )
      }
      return {
        id,
        name: name ?? id,
        isPublic: about.bot_public === true,
        privileged: ((about.flags ?? 0) & PRIVILEGED) !== 0,
      }
    },
    async servers() {
      const guilds = await get(Routes.userGuilds(), ownGuilds)
      return guilds.map(({ id, name, permissions }) => ({ id, name: name ?? id, lacks: lackOf(permissions) }))
    },
    async commands(id) {
      const known = await get(Routes.applicationCommands(id), commands)
      return known.map(({ name }) => name)
    },
  }
}

function lackOf(granted: bigint): string[] {
  if ((granted & PermissionFlagsBits.Administrator) !== 0n) return []
  return PERMISSIONS.filter(({ bit }) => (granted & bit) === 0n).map(({ name }) => name)
}
