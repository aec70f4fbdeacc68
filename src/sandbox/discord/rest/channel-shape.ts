import { Channel as ChannelType } from '../world/bits.ts'
import type { Overwrite, Tag } from '../world/rows.ts'
import type { World } from '../world/world.ts'
import {
  any,
  bits,
  boolean,
  integer,
  list,
  nullable,
  object,
  oneOf,
  type Shape,
  snowflake,
  string,
} from './shape.ts'

export const overwrite = object(
  { id: snowflake },
  { type: nullable(integer(0, 1)), allow: nullable(bits), deny: nullable(bits) },
)

const tag = object(
  { name: string(1, 20) },
  {
    id: nullable(snowflake),
    moderated: nullable(boolean),
    emoji_id: nullable(snowflake),
    emoji_name: nullable(string(0, 32)),
  },
)

export const archiveAfter = oneOf(60, 1_440, 4_320, 10_080)

const settings = {
  position: nullable(integer(0, 2 ** 31)),
  topic: nullable(string(0, 4_096)),
  bitrate: any,
  user_limit: any,
  nsfw: nullable(boolean),
  rate_limit_per_user: nullable(integer(0, 21_600)),
  parent_id: nullable(snowflake),
  permission_overwrites: nullable(list(overwrite, 0, 100)),
  rtc_region: any,
  video_quality_mode: any,
  default_auto_archive_duration: nullable(archiveAfter),
  default_reaction_emoji: any,
  default_thread_rate_limit_per_user: nullable(integer(0, 21_600)),
  default_sort_order: nullable(integer(0, 1)),
  default_forum_layout: nullable(integer(0, 2)),
  default_tag_setting: any,
  available_tags: nullable(list(tag, 0, 20)),
}
const channelType: Shape<number> = oneOf<number>(0, 2, 4, 5, 13, 14, 15, 16)

export const createChannelShape = object(
  { name: string(1, 100) },
  { ...settings, type: nullable(channelType) },
)
export const editChannelShape = object(
  {},
  { ...settings, name: string(1, 100), type: nullable(channelType), flags: nullable(integer(0, 2 ** 31)) },
)
export const editThreadShape = object(
  {},
  {
    name: nullable(string(1, 100)),
    archived: nullable(boolean),
    locked: nullable(boolean),
    invitable: nullable(boolean),
    auto_archive_duration: nullable(archiveAfter),
    rate_limit_per_user: nullable(integer(0, 21_600)),
    flags: nullable(integer(0, 2 ** 31)),
    applied_tags: nullable(list(snowflake, 0, 5)),
  },
)

export type Settings = ReturnType<typeof editChannelShape>

/** What is only kept and given back. */
export function extraOf(given: Settings): Record<string, unknown> {
  const names = [
    'bitrate',
    'user_limit',
    'rtc_region',
    'video_quality_mode',
    'default_auto_archive_duration',
    'default_reaction_emoji',
    'default_thread_rate_limit_per_user',
    'default_sort_order',
    'default_forum_layout',
    'default_tag_setting',
  ] as const
  return Object.fromEntries(names.flatMap((name) => (given[name] == null ? [] : [[name, given[name]]])))
}

export function tagsOf(world: World, given: Settings['available_tags']): Tag[] {
  return (given ?? []).map((entry) => ({
    id: entry.id ?? world.id(),
    name: entry.name,
    moderated: entry.moderated ?? false,
    emoji_id: entry.emoji_id ?? null,
    emoji_name: entry.emoji_name ?? null,
  }))
}

export function overwritesOf(
  world: World,
  guild: string,
  given: readonly ReturnType<typeof overwrite>[],
): Overwrite[] {
  return given.map((entry) => ({
    id: entry.id,
    type: (entry.type ?? (world.state.roles.get(entry.id)?.guild_id === guild ? 0 : 1)) === 0 ? 0 : 1,
    allow: entry.allow ?? '0',
    deny: entry.deny ?? '0',
  }))
}

/** Names of text channels are in lower case, with hyphens for blanks; those of others stay as they are. */
export function normalName(type: number, name: string): string {
  if (type !== ChannelType.text && type !== ChannelType.announcement) return name.trim()
  return name
    .trim()
    .toLowerCase()
    .replace(/\s+/g, '-')
    .replace(/[!"#$%&'()*+,./:;<=>?@[\\\]^`{|}~]/g, '')
    .replace(/-{2,}/g, '-')
}
