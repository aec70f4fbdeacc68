import type { Answer } from './answer.ts'
import type { FormValues } from './form.ts'

/** An optional word or text after a command. */
export type CommandOption =
  | {
      readonly kind: 'text'
      readonly name: string
      readonly description: string
      /** In characters. */
      readonly max: number
      /**
       * With which words of the command's choice it goes, and whether they need it. With any other it is too much;
       * without this it may follow each.
       */
      readonly after?: Readonly<Record<string, 'needed' | 'optional'>>
    }
  | {
      readonly kind: 'choice'
      readonly name: string
      readonly description: string
      readonly choices: readonly string[]
    }
  /** Search-as-you-type on Discord; plain text on Slack. `source` names the look-up. */
  | { readonly kind: 'look-up'; readonly name: string; readonly description: string; readonly source: string }

/** What platforms need to know of a command to register it. */
export interface CommandDefinition {
  /** Lowercase, without a slash, at most 31 characters. Discord's name. */
  readonly name: string
  /** Slack reserves some names; where it does, the name there. */
  readonly slackName: string
  /** At most 100 characters, English; platforms show it beside the name. */
  readonly description: string
  /**
   * On Slack the first word is read for the first `choice` option, `name:word` for the others, and
   * what is left for the first `text` option.
   */
  readonly options: readonly CommandOption[]
}

/** Who somebody can be, for what they may do. Nobody is one of them by being another. */
export const ROLES = [
  'anybody',
  'participant',
  'coordinator',
  'organiser',
  'manager',
  /** Manages a workspace of a programme that has no organiser any more. */
  'successor',
] as const
export type Role = (typeof ROLES)[number]
/** Whoever is one of these may. */
export type Rights = readonly Role[]

/** Something that some may do. `C` is the caller's context; chat knows no domain. */
export interface Deed<C, Args extends readonly unknown[]> {
  readonly rights: Rights
  run(context: C, ...args: Args): Promise<Answer>
}

/** One deed, or by a word one of several, each with rights of its own. */
export type Deeds<C, Args extends readonly unknown[]> =
  | Deed<C, Args>
  | { readonly steps: Readonly<Record<string, Deed<C, Args>>>; readonly usual: string }

/**
 * What was typed after a command, by option. A word that is none of those which can stand there is `_unknown`; words
 * for which there is no place are `_more`.
 */
export type Input = Readonly<Record<string, string>>

/**
 * One command: its definition and what it does, by its `do` word where it has steps (`usual` without
 * one). `before` is what it does in a workspace where nothing has been set up; without it, it is refused there.
 */
export type Command<C, V> = CommandDefinition &
  Deeds<C, [input: Input]> & { readonly before?: Deed<V, [input: Input]> }

/** What was sealed into an action's id, and what was selected. */
export type Pressed = [args: readonly string[], chosen: readonly string[]]

/** A button or select in a message. Where it has steps, the first of its `args` says which. */
export type Action<C, V> = {
  /** At most 16 characters: it stands in the id. */
  readonly name: string
} & Deeds<C, Pressed> & { readonly before?: Deed<V, Pressed> }

/** How a form is built for a person, and what is done with what they filled in; both need the rights. */
export interface Filling<C> {
  readonly rights: Rights
  /** Shows the form, `page` first, with what was last filled in. */
  open(context: C, args: readonly string[], page: number): Promise<Answer>
  /**
   * Takes the pages that were sent: one on Discord, on Slack those of one step. Answers `errors` and saves nothing where
   * a value cannot be taken.
   */
  submit(context: C, args: readonly string[], pages: readonly number[], values: FormValues): Promise<Answer>
}

export interface FormHandler<C, V> extends Filling<C> {
  /** At most 16 characters: it stands in the id. */
  readonly name: string
  readonly before?: Filling<V>
}
