import { parseArgs } from 'node:util'
import { ConfigError } from '../config.ts'

/** What `npm start -- …` is told. */
export interface Flags {
  readonly help: boolean
  /** Sandbox: end when Round One's topics are everywhere. */
  readonly exit: boolean
  /** Sandbox: through how many further topics to go. */
  readonly months: number | undefined
}

export const USAGE = `Usage: npm start [-- FLAGS]

With the tokens of Slack or Discord set, starts the bot. With none, starts the sandbox: a local Slack and
a local Discord on this machine, with invented people, at whose page you can be anybody.

For the sandbox:
  --exit       end when Round One is published; the exit code says whether anything is missing or twice
  --months N   go on through the topics of N further months (0 to 5), without waiting for them

  -h, --help   print this, and start nothing

Settings come from the environment, or from the file .env in this folder; .env.example explains each.
Other commands: npm run setup, npm run backup -- FILE, npm run restore -- FILE, npm run --silent manifest.
README.md has all the rest.
`

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  exit: { type: 'boolean' },
  months: { type: 'string' },
} as const

/**
 * Reads the flags.
 *
 * @throws ConfigError that names what is not understood
 */
export function readFlags(args: readonly string[]): Flags {
  const { help = false, exit = false, months } = parsed(args)
  if (months !== undefined && !/^[0-5]$/.test(months)) {
    throw new ConfigError([
      '--months takes a whole number from 0 to 5: a round has six topics, the first at once.',
    ])
  }
  return { help, exit, months: months === undefined ? undefined : Number(months) }
}

/** @throws ConfigError where there are flags that only the sandbox has */
export function refuseSandboxFlags({ exit, months }: Flags): void {
  if (!exit && months === undefined) return
  throw new ConfigError([
    '--exit and --months are for the sandbox, which starts where no tokens of Slack or Discord are set.',
  ])
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values
  } catch (error) {
    const what = error instanceof Error ? error.message.split('. ')[0] : ''
    throw new ConfigError([`${what}. npm start -- --help lists what there is.`])
  }
}
