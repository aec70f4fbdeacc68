import type { Json, Message } from './rows.ts'

/** What Discord keeps for minutes only, and a restart forgets: interactions, private answers, open forms. */
export interface Live {
  readonly interactions: Map<string, LiveInteraction>
  readonly byToken: Map<string, LiveInteraction>
  /** Ephemeral messages by id. */
  readonly ephemeral: Map<string, EphemeralMessage>
  /** Ids of the ephemeral messages of a person, oldest first. */
  readonly ephemeralOf: Map<string, string[]>
  /** The form that is open before a person. */
  readonly modals: Map<string, OpenModal>
  /** How long each interaction took to get its first answer, ms. */
  readonly ackMs: number[]
}

export interface EphemeralMessage {
  readonly user: string
  readonly guild: string | null
  message: Message
}

export interface LiveInteraction {
  readonly id: string
  readonly token: string
  readonly app: string
  readonly user: string
  readonly guild: string | null
  readonly channel: string
  /** 2 command, 3 component, 4 autocomplete, 5 modal. */
  readonly type: number
  /** The command's name, or the component's custom id. */
  readonly what: string
  /** Wall time, epoch ms. */
  readonly at: number
  /** The message whose component was used, or from which the form was opened. */
  readonly source: string | null
  /** The callback type of the first response. */
  answered: number | null
  /** The message that `@original` means. */
  original: string | null
  choices: readonly { readonly name: string; readonly value: string | number }[] | null
  modal: OpenModal | null
  /** Told of each step: the first response, and every edit or follow-up. */
  readonly listeners: Set<() => void>
  /** Ids of what was shown last in answer to it. */
  shown: string | null
}

export interface OpenModal {
  readonly id: string
  readonly app: string
  readonly guild: string | null
  readonly channel: string
  readonly source: string | null
  readonly custom_id: string
  readonly title: string
  readonly components: readonly Json[]
  /** What the person has filled in so far, by custom id. */
  readonly values: Map<string, readonly string[] | boolean>
}

export function createLive(): Live {
  return {
    interactions: new Map(),
    byToken: new Map(),
    ephemeral: new Map(),
    ephemeralOf: new Map(),
    modals: new Map(),
    ackMs: [],
  }
}

/** A person's client keeps only so many private messages. */
const KEPT = 30

export function keepEphemeral(live: Live, entry: EphemeralMessage): void {
  live.ephemeral.set(entry.message.id, entry)
  const ids = live.ephemeralOf.get(entry.user) ?? []
  ids.push(entry.message.id)
  while (ids.length > KEPT) live.ephemeral.delete(ids.shift() ?? '')
  live.ephemeralOf.set(entry.user, ids)
}

export function dropEphemeral(live: Live, id: string): void {
  const entry = live.ephemeral.get(id)
  if (!entry) return
  live.ephemeral.delete(id)
  const ids = live.ephemeralOf.get(entry.user)
  ids?.splice(ids.indexOf(id), 1)
}
