import {
  ApplicationCommandType,
  ComponentType,
  InteractionType,
  MessageFlags,
  PermissionFlagsBits,
  type Snowflake,
} from 'discord.js'
import { z } from 'zod'
import type { FormValues } from '../../chat/form.ts'
import { flag, maybe, number, some, text } from '../../port/tolerant.ts'

/**
 * What Discord sends when somebody does something, as far as we read it. Anything that we can do without may be
 * absent or null.
 */
export type Came =
  | (Answerable & { readonly kind: 'command'; readonly name: string; readonly input: Record<string, string> })
  | (Answerable & {
      readonly kind: 'search'
      readonly name: string
      readonly option: string
      readonly typed: string
    })
  | (Answerable & { readonly kind: 'press'; readonly id: string; readonly chosen: readonly string[] })
  | (Answerable & { readonly kind: 'submission'; readonly id: string; readonly values: FormValues })
  /** Something that can be answered, and of which we know nothing. */
  | (Answerable & { readonly kind: 'strange' })
  /** Not to be read, or of a kind that we cannot answer. */
  | { readonly kind: 'foreign'; readonly type: number | undefined }

/** How an interaction is answered. */
export interface Answering {
  readonly id: Snowflake
  readonly token: string
  readonly application: Snowflake
}

export interface Answerable {
  readonly answering: Answering
  /** Who did it in which server; undefined where it was in no server. */
  readonly who: Who | undefined
  /** Whether it was done in a message that only they see. */
  readonly inPrivate: boolean
  /** Whether nothing but suggestions can be the answer. */
  readonly suggesting: boolean
}

export interface Who {
  readonly guild: Snowflake
  readonly user: Snowflake
  readonly name: string
  /** BCP 47. */
  readonly locale: string | undefined
  readonly manages: boolean
}

const RANK = PermissionFlagsBits.Administrator | PermissionFlagsBits.ManageGuild

const option = z.object({
  name: z.string(),
  value: maybe(z.union([z.string(), z.number(), z.boolean()])),
  focused: flag,
})

/** A component of a modal that holds what was filled in: by itself, or within a label or a row. */
const held = z.object({
  type: number,
  custom_id: text,
  value: maybe(z.union([z.string(), z.boolean()])),
  values: maybe(some(z.string())),
})
const outer = held.extend({ component: maybe(held), components: some(held) })

/** resources: interactions/receiving-and-responding */
const interaction = z.object({
  id: z.string(),
  token: z.string(),
  application_id: z.string(),
  type: z.number(),
  guild_id: text,
  locale: text,
  member: maybe(
    z.object({
      user: z.object({ id: z.string(), username: text, global_name: text }),
      nick: text,
      permissions: text,
    }),
  ),
  message: maybe(z.object({ flags: number })),
  data: maybe(
    z.object({
      type: number,
      name: text,
      custom_id: text,
      options: some(option),
      values: some(z.string()),
      components: some(outer),
    }),
  ),
})
type Interaction = z.output<typeof interaction>

/** Reads what came, whatever it is. */
export function readInteraction(raw: unknown): Came {
  const read = interaction.safeParse(raw)
  if (!read.success) return { kind: 'foreign', type: typeOf(raw) }
  const { type, data } = read.data
  const answerable = answerableOf(read.data)
  const strange: Came = { ...answerable, kind: 'strange' }
  switch (type) {
    case InteractionType.ApplicationCommand:
      if (data?.name === undefined || (data.type ?? CHAT_INPUT) !== CHAT_INPUT) return strange
      return { ...answerable, kind: 'command', name: data.name, input: inputOf(data.options) }
    case InteractionType.ApplicationCommandAutocomplete: {
      const focused = data?.options.find((one) => one.focused === true)
      const typed = String(focused?.value ?? '')
      return { ...answerable, kind: 'search', name: data?.name ?? '', option: focused?.name ?? '', typed }
    }
    case InteractionType.MessageComponent:
      return data?.custom_id === undefined
        ? strange
        : { ...answerable, kind: 'press', id: data.custom_id, chosen: data.values }
    case InteractionType.ModalSubmit:
      return data?.custom_id === undefined
        ? strange
        : { ...answerable, kind: 'submission', id: data.custom_id, values: valuesOf(data.components) }
    default:
      return { kind: 'foreign', type }
  }
}

const CHAT_INPUT: number = ApplicationCommandType.ChatInput

function answerableOf({ id, token, application_id, type, message, ...rest }: Interaction): Answerable {
  return {
    answering: { id, token, application: application_id },
    who: whoOf(rest),
    inPrivate: ((message?.flags ?? 0) & MessageFlags.Ephemeral) !== 0,
    suggesting: type === InteractionType.ApplicationCommandAutocomplete,
  }
}

function whoOf({
  guild_id,
  member,
  locale,
}: Pick<Interaction, 'guild_id' | 'member' | 'locale'>): Who | undefined {
  if (!guild_id || !member) return undefined
  const { user, nick, permissions = '' } = member
  const bits = /^\d+$/.test(permissions) ? BigInt(permissions) : 0n
  return {
    guild: guild_id,
    user: user.id,
    name: nick || user.global_name || user.username || user.id,
    locale,
    manages: (bits & RANK) !== 0n,
  }
}

function inputOf(options: readonly z.output<typeof option>[]): Record<string, string> {
  return Object.fromEntries(
    options.flatMap(({ name, value }) => (value === undefined ? [] : [[name, String(value)]])),
  )
}

function valuesOf(components: readonly z.output<typeof outer>[]): FormValues {
  const all = components.flatMap(({ component, components: row, ...itself }) => [itself, component, ...row])
  return Object.fromEntries(
    all.flatMap((one): [string, string | string[]][] => {
      if (one?.custom_id === undefined) return []
      const isText = one.type === ComponentType.TextInput || one.value !== undefined
      return [[one.custom_id, one.values ?? (isText ? String(one.value ?? '') : [])]]
    }),
  )
}

function typeOf(raw: unknown): number | undefined {
  const read = z.object({ type: number }).safeParse(raw)
  return read.success ? read.data.type : undefined
}
