/** The rows that the local Discord keeps. Names are Discord's own where a field goes over the wire. */
import type { PrivilegedIntent } from './bits.ts'

export interface App {
  readonly id: string
  readonly name: string
  readonly bot_id: string
  readonly token: string
  readonly owner_id: string
  readonly public_key: string
  /** Switched on in the portal; the others close the gateway with 4014. */
  readonly privileged: readonly PrivilegedIntent[]
  readonly revoked: boolean
  /** What its developer set on the portal, beside what is usual. */
  readonly portal?: PortalSettings
}

export interface PortalSettings {
  readonly interactionsEndpointUrl?: string
  readonly requireCodeGrant?: boolean
}

export interface User {
  readonly id: string
  readonly username: string
  readonly global_name: string | null
  readonly locale: string
  readonly bot: boolean
  /** Whether they take direct messages from apps; if not: 50007. */
  readonly dms: boolean
}

export interface Guild {
  readonly id: string
  readonly name: string
  readonly owner_id: string
  readonly locale: string
  /** Whether a forum channel can be made; if not, 50024. */
  readonly forums: boolean
  readonly community: boolean
}

export interface Role {
  readonly id: string
  readonly guild_id: string
  readonly name: string
  readonly permissions: string
  readonly position: number
  readonly color: number
  readonly hoist: boolean
  readonly mentionable: boolean
  readonly managed: boolean
  /** Set on the role that belongs to a bot. */
  readonly bot_id: string | null
}

/** Keyed `guild:user`. */
export interface Member {
  readonly guild_id: string
  readonly user_id: string
  readonly nick: string | null
  readonly roles: readonly string[]
  readonly joined_at: string
}

export interface Overwrite {
  readonly id: string
  /** 0 role, 1 member. */
  readonly type: 0 | 1
  readonly allow: string
  readonly deny: string
}

export interface Tag {
  readonly id: string
  readonly name: string
  readonly moderated: boolean
  readonly emoji_id: string | null
  readonly emoji_name: string | null
}

export interface ThreadMetadata {
  readonly archived: boolean
  readonly auto_archive_duration: number
  readonly archive_timestamp: string
  readonly locked: boolean
  readonly invitable?: boolean
  readonly create_timestamp: string
}

/** A guild's channel, a thread or a direct-message channel, told apart by `type`. */
export interface Channel {
  readonly id: string
  readonly type: number
  readonly guild_id: string | null
  readonly name: string
  readonly parent_id: string | null
  readonly position: number
  readonly topic: string | null
  readonly nsfw: boolean
  readonly rate_limit_per_user: number
  readonly flags: number
  readonly overwrites: readonly Overwrite[]
  readonly last_message_id: string | null
  readonly last_pin_timestamp: string | null
  /** Fields kept as they were given: `default_auto_archive_duration`, `default_forum_layout` and the like. */
  readonly extra: Readonly<Record<string, unknown>>
  readonly tags: readonly Tag[]
  readonly applied_tags: readonly string[]
  /** Who made it: `owner_id` of a thread. */
  readonly owner_id: string | null
  readonly thread: ThreadMetadata | null
  readonly message_count: number
  /** Platform time of the last activity in a thread, for auto-archiving. */
  readonly active_at: number
  /** The two people of a direct-message channel. */
  readonly recipients: readonly string[]
}

/** Keyed `thread:user`. */
export interface ThreadMember {
  readonly thread_id: string
  readonly user_id: string
  readonly join_timestamp: string
}

export interface Attachment {
  readonly id: string
  readonly filename: string
  readonly size: number
  readonly content_type: string
  readonly description?: string
}

export interface Reaction {
  readonly emoji: { readonly id: string | null; readonly name: string }
  readonly users: readonly string[]
}

export type Json = Readonly<Record<string, unknown>>

export interface Message {
  readonly id: string
  readonly channel_id: string
  readonly type: number
  readonly author_id: string
  /** What a webhook called itself for this message. */
  readonly author_name: string | null
  readonly author_avatar: string | null
  readonly webhook_id: string | null
  readonly application_id: string | null
  readonly content: string
  readonly timestamp: string
  readonly edited_timestamp: string | null
  readonly tts: boolean
  readonly mention_everyone: boolean
  /** Users who were notified by it. */
  readonly mentions: readonly string[]
  readonly mention_roles: readonly string[]
  readonly attachments: readonly Attachment[]
  readonly embeds: readonly Json[]
  readonly components: readonly Json[]
  readonly flags: number
  readonly pinned: boolean
  readonly nonce: string | number | null
  readonly reactions: readonly Reaction[]
  readonly reference: { readonly message_id: string; readonly channel_id: string } | null
  readonly interaction: Json | null
  readonly position: number | null
}

export interface Webhook {
  readonly id: string
  readonly channel_id: string
  readonly guild_id: string
  readonly name: string
  readonly token: string
  readonly application_id: string
  readonly user_id: string
}

export interface Command {
  readonly id: string
  readonly application_id: string
  readonly guild_id: string | null
  readonly version: string
  readonly type: number
  readonly name: string
  readonly description: string
  readonly name_localizations: Readonly<Record<string, string>> | null
  readonly description_localizations: Readonly<Record<string, string>> | null
  readonly options: readonly CommandOption[]
  readonly default_member_permissions: string | null
  readonly contexts: readonly number[] | null
  readonly integration_types: readonly number[]
  readonly nsfw: boolean
}

export interface CommandOption {
  readonly type: number
  readonly name: string
  readonly description: string
  readonly name_localizations?: Readonly<Record<string, string>> | null
  readonly description_localizations?: Readonly<Record<string, string>> | null
  readonly required?: boolean
  readonly autocomplete?: boolean
  readonly choices?: readonly Choice[]
  readonly options?: readonly CommandOption[]
  readonly channel_types?: readonly number[]
  readonly min_length?: number
  readonly max_length?: number
  readonly min_value?: number
  readonly max_value?: number
}

interface Choice {
  readonly name: string
  readonly name_localizations?: Readonly<Record<string, string>> | null
  readonly value: string | number
}

/** What of the platform itself outlives a restart. */
export interface Meta {
  /** How far the platform's clock was moved, in ms. */
  readonly clock: number
  /** The newest id given out. */
  readonly last_id: string
}
