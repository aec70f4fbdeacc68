/** The bodies that carry a message: create, edit, webhook, interaction. */
import { Flag } from '../world/bits.ts'
import { type AllowedMentions, PARSE_KINDS } from '../world/mentions.ts'
import type { Attachment, Json, Message } from '../world/rows.ts'
import type { World } from '../world/world.ts'
import type { Upload } from './body.ts'
import { messageComponents } from './component-tree.ts'
import { someComponents } from './components.ts'
import { embeds } from './embeds.ts'
import { errors, invalid } from './errors.ts'
import {
  any,
  boolean,
  fail,
  integer,
  list,
  nullable,
  object,
  oneOf,
  read,
  type Shape,
  snowflake,
  string,
} from './shape.ts'

const allowedMentions: Shape<AllowedMentions> = (value, at, problems) => {
  const given = object(
    {},
    {
      parse: nullable(list(oneOf(...PARSE_KINDS), 0, 3)),
      users: nullable(list(snowflake, 0, 100)),
      roles: nullable(list(snowflake, 0, 100)),
      replied_user: nullable(boolean),
    },
  )(value, at, problems)
  for (const kind of ['users', 'roles'] as const)
    if (given.parse?.includes(kind) && (given[kind]?.length ?? 0) > 0)
      fail(
        problems,
        at,
        'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
        `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
      )
  return {
    parse: given.parse ?? [],
    users: given.users ?? [],
    roles: given.roles ?? [],
    replied: given.replied_user ?? false,
  }
}

const attachment = object(
  { id: any },
  {
    filename: string(1, 1_024),
    description: nullable(string(0, 1_024)),
    title: any,
    size: any,
    url: any,
    waveform: any,
    duration_secs: any,
  },
)

const nonceShape: Shape<string | number> = (value, at, problems) => {
  if (typeof value === 'number') return value
  return string(0, 25)(value, at, problems)
}

/**
 * discord.js sends one and the same set of fields with each kind of message, so each kind takes all of
 * them; those that mean nothing for it have no effect, as on Discord.
 */
const shape = object(
  {},
  {
    content: nullable(string(0, 2_000)),
    embeds: nullable(embeds),
    allowed_mentions: nullable(allowedMentions),
    components: nullable(someComponents),
    attachments: nullable(list(attachment, 0, 10)),
    flags: nullable(integer(0, 2 ** 31)),
    tts: nullable(boolean),
    nonce: nullable(nonceShape),
    enforce_nonce: nullable(boolean),
    sticker_ids: any,
    message_reference: nullable(
      object(
        { message_id: snowflake },
        { channel_id: snowflake, guild_id: snowflake, fail_if_not_exists: boolean, type: integer(0, 1) },
      ),
    ),
    username: nullable(string(1, 80)),
    avatar_url: nullable(string(0, 2_048)),
    thread_name: nullable(string(1, 100)),
    applied_tags: nullable(list(snowflake, 0, 5)),
  },
)

export const readMessage = (body: unknown) => read(shape, body ?? {})

export type MessageBody = ReturnType<typeof readMessage>

/** What of a message may be set by its author, checked as a whole. */
export interface Content {
  readonly content: string
  readonly embeds: readonly Json[]
  readonly components: readonly Json[]
  readonly attachments: readonly Attachment[]
  readonly flags: number
  readonly allowed: AllowedMentions | undefined
}

/** EPHEMERAL is settled by the interaction that is answered; elsewhere it has no effect. */
const SETTABLE = Flag.suppressEmbeds | Flag.suppressNotifications | Flag.componentsV2

/** Turns a body into a message's content; with `old`, a field that is not given stays as it was. */
export function settle(world: World, body: MessageBody, files: readonly Upload[], old?: Message): Content {
  const wanted = (body.flags ?? 0) & SETTABLE
  const was = old?.flags ?? 0
  const v2 = ((wanted | was) & Flag.componentsV2) !== 0
  if (old && body.flags != null && was & Flag.componentsV2 && !(wanted & Flag.componentsV2))
    throw invalid('flags', 'MESSAGE_FLAGS_INVALID', 'IS_COMPONENTS_V2 cannot be removed from a message.')
  const content = body.content === undefined ? (old?.content ?? '') : (body.content ?? '')
  const shown = body.embeds === undefined ? (old?.embeds ?? []) : (body.embeds ?? [])
  if (v2 && content !== '')
    throw invalid(
      'content',
      'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      'The "content" field cannot be used when using MessageFlags.IS_COMPONENTS_V2',
    )
  if (v2 && shown.length > 0)
    throw invalid(
      'embeds',
      'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      'The "embeds" field cannot be used when using MessageFlags.IS_COMPONENTS_V2',
    )
  const attachments = settleFiles(world, body, files, old)
  const names = new Set(attachments.map((file) => file.filename))
  const components =
    body.components === undefined
      ? (old?.components ?? [])
      : read(object({}, { components: messageComponents(v2, names) }), {
          components: body.components ?? [],
        }).components
  const bare = content.trim() === '' && shown.length === 0 && attachments.length === 0
  if (bare && (components?.length ?? 0) === 0) throw errors.emptyMessage()
  return {
    content,
    embeds: shown,
    components: components ?? [],
    attachments,
    flags: (was & ~(Flag.suppressEmbeds | Flag.loading)) | wanted,
    allowed: body.allowed_mentions ?? undefined,
  }
}

function settleFiles(world: World, body: MessageBody, files: readonly Upload[], old?: Message): Attachment[] {
  const kept = (old?.attachments ?? []).filter(
    (file) => body.attachments == null || body.attachments.some((entry) => String(entry.id) === file.id),
  )
  const fresh = files.map((upload) => {
    const described = body.attachments?.find((entry) => String(entry.id) === upload.index)
    const id = world.id()
    world.files.put(id, upload.bytes)
    return {
      id,
      filename: (described?.filename ?? upload.filename).replace(/[^\w.-]/g, '_'),
      size: upload.bytes.length,
      content_type: upload.type,
      ...(described?.description ? { description: described.description } : {}),
    }
  })
  return [...kept, ...fresh]
}
