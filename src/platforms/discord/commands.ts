import { isDeepStrictEqual } from 'node:util'
import {
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type REST,
  type RESTPutAPIApplicationCommandsJSONBody,
  Routes,
} from 'discord.js'
import type { CommandDefinition, CommandOption } from '../../chat/command.ts'
import { commands, read } from './shapes.ts'

type Known = ReturnType<typeof commands.parse>[number]
type Body = RESTPutAPIApplicationCommandsJSONBody[number]

/** Registers the commands, where something differs from what is registered. Says whether it did. */
export async function syncCommands(
  rest: REST,
  application: string,
  definitions: readonly CommandDefinition[],
): Promise<boolean> {
  const wanted = definitions.map(commandBody)
  const there = read(commands, await rest.get(Routes.applicationCommands(application)))
  const known = there.map(essence).sort(byName)
  if (isDeepStrictEqual(known, wanted.map(essence).sort(byName))) return false
  await rest.put(Routes.applicationCommands(application), { body: wanted })
  return true
}

/**
 * A command as Discord takes it. Whom it is for is decided when it is used: a programme's organisers need
 * no rank in the server.
 */
function commandBody({ name, description, options }: CommandDefinition): Body {
  return {
    type: ApplicationCommandType.ChatInput,
    name,
    description,
    options: options.map(option),
    contexts: [InteractionContextType.Guild],
    integration_types: [ApplicationIntegrationType.GuildInstall],
  }
}

function option(wanted: CommandOption): APIApplicationCommandOption {
  const base = {
    type: ApplicationCommandOptionType.String as const,
    name: wanted.name,
    description: wanted.description,
  }
  switch (wanted.kind) {
    case 'choice':
      return { ...base, choices: wanted.choices.map((value) => ({ name: value, value })) }
    case 'text':
      return { ...base, max_length: wanted.max }
    case 'look-up':
      return { ...base, autocomplete: true }
  }
}

/** What makes a difference to people, of what is wanted and of what Discord gives back. */
function essence(command: Body | Known) {
  const { name } = command
  return {
    name,
    description: 'description' in command ? command.description : '',
    contexts: command.contexts ?? null,
    options: ('options' in command ? (command.options ?? []) : []).map((one) => ({
      name: one.name,
      description: one.description,
      choices: 'choices' in one ? (one.choices ?? []).map(({ value }) => value) : [],
      autocomplete: 'autocomplete' in one ? one.autocomplete === true : false,
      max: 'max_length' in one ? (one.max_length ?? 0) : 0,
    })),
  }
}

const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1)

/** A command as it is typed: `/round do:publish`. */
export function typed(command: CommandDefinition, input: Readonly<Record<string, string>> = {}): string {
  const options = Object.entries(input).map(([name, value]) => ` ${name}:${value}`)
  return `/${command.name}${options.join('')}`
}
