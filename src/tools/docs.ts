import { readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { CommandOption, Rights, Role } from '../chat/command.ts'
import { projectRoot } from '../database/root.ts'
import type { ProgrammeCommand } from '../interactions/context.ts'
import { INTENTS, inviteUrl, PERMISSIONS, permissionInteger } from '../platforms/discord/permissions.ts'
import { BOT_EVENTS, BOT_SCOPES } from '../platforms/slack/manifest.ts'
import { registry } from '../registry.ts'
import { houseTable } from './house.ts'
import { readingReport } from './reading.ts'

const FILE = join(projectRoot, 'docs', 'setup-reference.md')

/** What the platforms grant the bot, and its commands, as Markdown: from what the bot itself uses. */
export function setupReference(): string {
  return `${[
    '# Set-up reference',
    'Generated from the code by `npm run docs -- --write`. Change it there, not here.',
    '## Commands',
    table(['on Slack', 'on Discord', 'does', 'who may'], registry.commands.map(commandRow)),
    '## Slack: bot token scopes',
    'In the manifest that `npm run --silent manifest` prints. Besides them, the app-level token for Socket Mode has `connections:write`.',
    table(['scope', 'why'], reasons(BOT_SCOPES)),
    '## Slack: events',
    table(['event', 'why'], reasons(BOT_EVENTS)),
    '## Discord: invitation',
    'Put your Application ID in place of `APPLICATION_ID`:',
    `    ${inviteUrl('APPLICATION_ID')}`,
    `The permissions below, as an integer, are ${permissionInteger}.`,
    '## Discord: permissions',
    table(['permission', 'why'], PERMISSIONS.map(namedReason)),
    '## Discord: gateway intents',
    'None of them is privileged: leave all of the privileged ones off.',
    table(['intent', 'why'], INTENTS.map(namedReason)),
  ].join('\n\n')}\n`
}

function reasons(granted: Readonly<Record<string, string>>): string[][] {
  return Object.entries(granted).map(([name, reason]) => [`\`${name}\``, reason])
}

function namedReason({ name, reason }: { readonly name: string; readonly reason: string }): string[] {
  return [name, reason]
}

function commandRow(command: ProgrammeCommand): string[] {
  const { name, slackName, description, options } = command
  return [
    `\`/${[slackName, ...options.map(onSlack)].join(' ')}\``,
    `\`/${[name, ...options.map(onDiscord)].join(' ')}\``,
    description,
    whoMay(command),
  ]
}

/** By the word after it, where that makes a difference. */
function whoMay(command: ProgrammeCommand): string {
  if ('rights' in command) return whoIs(command.rights)
  const steps = Object.entries(command.steps).map(([step, { rights }]) => [step, whoIs(rights)] as const)
  const usual = steps.find(([step]) => step === command.usual)?.[1] ?? ''
  const others = steps.filter(([, who]) => who !== usual)
  return [usual, ...others.map(([step, who]) => `${step}: ${who}`)].join('; ')
}

const whoIs = (rights: Rights) => rights.map((role) => WHO[role]).join(', ')

const WHO: Readonly<Record<Role, string>> = {
  anybody: 'everybody',
  participant: 'those who take part',
  coordinator: 'coordinators',
  organiser: 'organisers',
  manager: 'who manages the workspace',
  successor: 'who manages the workspace, where no organiser is left',
}

const onSlack = (option: CommandOption) =>
  option.kind === 'choice' ? `[${option.choices.join(' | ')}]` : `[${option.name}]`

const onDiscord = (option: CommandOption) =>
  option.kind === 'choice' ? `[${option.name}:${option.choices.join(' | ')}]` : `[${option.name}:…]`

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n')
}

const CONTRIBUTING = join(projectRoot, 'CONTRIBUTING.md')

/** CONTRIBUTING.md with the table of the house as the code has it. */
export function contributing(): string {
  const now = readFileSync(CONTRIBUTING, 'utf8')
  return now.replace(/(<!-- house:.*?-->\n)[\s\S]*(<!-- \/house -->)/, `$1\n${houseTable()}\n\n$2`)
}

/** Prints the reference, and how plain what people read is; `--write` writes what is generated to its files, `--check` compares it with them. */
function main(args: readonly string[]): number {
  const made: readonly [string, string][] = [
    [FILE, setupReference()],
    [CONTRIBUTING, contributing()],
  ]
  if (args.includes('--write')) for (const [file, text] of made) writeFileSync(file, text)
  else if (!args.includes('--check')) process.stdout.write(`${setupReference()}\n${readingReport()}\n`)
  const stale = args.includes('--check')
    ? made.filter(([file, text]) => readFileSync(file, 'utf8') !== text)
    : []
  for (const [file] of stale) {
    process.stderr.write(`${relative(projectRoot, file)} is out of date. Run: npm run docs -- --write\n`)
  }
  return stale.length === 0 ? 0 : 1
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  process.exitCode = main(process.argv.slice(2))
