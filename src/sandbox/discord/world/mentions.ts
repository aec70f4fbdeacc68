import { channelPermissions } from './access.ts'
import { Component, Permission } from './bits.ts'
import type { Channel, Json } from './rows.ts'
import type { World } from './world.ts'

export const PARSE_KINDS = ['roles', 'users', 'everyone'] as const

export interface AllowedMentions {
  readonly parse: readonly (typeof PARSE_KINDS)[number][]
  readonly users: readonly string[]
  readonly roles: readonly string[]
  readonly replied: boolean
}

/** Discord's own default: a message of a bot or person may ping all, an interaction or webhook only users. */
export const USUAL_MENTIONS: AllowedMentions = {
  parse: ['users', 'roles', 'everyone'],
  users: [],
  roles: [],
  replied: true,
}
export const USERS_ONLY: AllowedMentions = { parse: ['users'], users: [], roles: [], replied: true }

export interface Mentioned {
  readonly mentions: readonly string[]
  readonly mention_roles: readonly string[]
  readonly mention_everyone: boolean
}

/**
 * Who is notified. Mentions in code do not count; a backslash before one does not help, nor does it on
 * Discord for @everyone. `author` undefined: a webhook, which may mention whom `allowed` lets it.
 */
export function mentionedBy(
  world: World,
  channel: Channel,
  author: string | undefined,
  said: { readonly content: string; readonly components: readonly Json[] },
  allowed: AllowedMentions,
): Mentioned {
  const text = spoken(said.content, said.components)
  if (!text.includes('@')) return { mentions: [], mention_roles: [], mention_everyone: false }
  const powerful =
    author === undefined ||
    (channelPermissions(world, channel, author) & Permission.MENTION_EVERYONE) === Permission.MENTION_EVERYONE
  const ids = (pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map((hit) => hit[1] ?? ''))]
  const pinged = (kind: 'users' | 'roles', id: string) =>
    allowed.parse.includes(kind) || allowed[kind].includes(id)
  return {
    mentions: ids(/<@!?(\d+)>/g).filter((id) => world.state.users.has(id) && pinged('users', id)),
    mention_roles: ids(/<@&(\d+)>/g).filter((id) => {
      const role = world.state.roles.get(id)
      return role?.guild_id === channel.guild_id && pinged('roles', id) && (role?.mentionable || powerful)
    }),
    mention_everyone:
      powerful &&
      channel.guild_id !== null &&
      allowed.parse.includes('everyone') &&
      /@(everyone|here)\b/.test(text),
  }
}

function spoken(content: string, components: readonly Json[]): string {
  const parts = [content]
  const gather = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(gather)
    else if (typeof node === 'object' && node !== null) {
      const { type, content: text, components: children } = node as Json
      if (type === Component.textDisplay && typeof text === 'string') parts.push(text)
      gather(children)
    }
  }
  gather(components)
  return parts.map((part) => part.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '')).join('\n')
}
