import type { Answer } from './answer.ts'
import type { FormValues } from './form.ts'

/** An optional word or text after a command. */
export type CommandOption =
  | { readonly kind: 'text'; readonly name: string; readonly description: string; readonly max: number }
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
  /** Shown to everybody, or (where the platform can hide it) to those who manage the workspace. */
  readonly audience: 'everybody' | 'organisers'
}

/** One command: its definition and what it does. `C` is the caller's context; chat knows no domain. */
export interface Command<C> extends CommandDefinition {
  run(context: C, input: Readonly<Record<string, string>>): Promise<Answer>
}

/** A button or select in a message. `args` are what was sealed into its id; `chosen` what was selected. */
export interface Action<C> {
  /** At most 16 characters: it stands in the id. */
  readonly name: string
  run(context: C, args: readonly string[], chosen: readonly string[]): Promise<Answer>
}

/** A form: how it is built for a person, and what is done with what they filled in. */
export interface FormHandler<C> {
  /** At most 16 characters: it stands in the id. */
  readonly name: string
  /**
   * Shows the form again, `page` first, with what was last filled in. `values` are a draft to show in
   * place of what is saved.
   */
  open(context: C, args: readonly string[], page: number, values?: FormValues): Promise<Answer>
  /**
   * Takes one page (Discord) or all of them (Slack). Answers `errors` and saves nothing where a value
   * cannot be taken.
   */
  submit(context: C, args: readonly string[], pages: readonly number[], values: FormValues): Promise<Answer>
}
