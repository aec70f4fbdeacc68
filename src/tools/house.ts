/** A part of the house: what it is for, and which others its files may import. */
export interface Room {
  readonly place: string
  readonly holds: string
  /** Folders or single files. All of them, where it is left out. */
  readonly imports?: readonly string[]
  /** Of these only types may be named. */
  readonly types?: readonly string[]
  /** Whether its files may ask the database. */
  readonly asks?: true
}

/** The types of the database's rows may be named by everybody who works for the programme. */
const ROWS = 'src/database/generated'
const TRACE = 'src/port/trace.ts'
/** What recording an effect takes, in the transaction of the decision that wants it. */
const RECORDING = ['src/outbox/record.ts', 'src/outbox/effect.ts']

/**
 * Who may import whom. The check of the boundaries, the table in CONTRIBUTING.md and what `npm run check`
 * prints come from it.
 */
export const HOUSE: readonly Room[] = [
  {
    place: 'commands',
    holds: 'one file a command, with the buttons and forms that come with it',
    imports: ['src/programme', 'src/messages', 'src/chat', 'src/interactions'],
    types: [ROWS],
  },
  {
    place: 'src/chat',
    holds: 'the vocabulary: messages, forms, commands, answers. Knows neither a domain nor a platform',
    imports: [],
  },
  {
    place: 'src/programme',
    holds: 'the rules, reads and use cases: rounds, enrolment, topics, partnerships',
    imports: ['src/matching', ...RECORDING, 'src/database', TRACE],
    asks: true,
  },
  {
    place: 'src/matching',
    holds: 'who is paired with whom. Pure: the same people and seed give the same pairs',
    imports: [],
  },
  {
    place: 'src/messages',
    holds: 'what people read: facts in, message out; the catalogue `en.json`',
    imports: ['src/chat', 'src/programme'],
    types: [ROWS, 'src/matching'],
  },
  {
    place: 'src/interactions',
    holds: 'takes what people do to the command, button or form that answers it; checks who may; seals ids',
    imports: ['src/programme', 'src/messages', 'src/chat', 'src/port'],
    types: [ROWS],
  },
  {
    place: 'src/outbox',
    holds: 'effects: record, claim, look, call, settle. Knows no kind of effect',
    imports: ['src/database', 'src/port'],
    asks: true,
  },
  {
    place: 'src/deliveries',
    holds: 'one file a kind of effect',
    imports: ['src/programme', 'src/messages', 'src/chat', 'src/outbox', 'src/port'],
    types: [ROWS],
  },
  {
    place: 'src/http',
    holds: 'how a request from outside is let in: bounds, paths, bodies. Knows nobody who answers',
    imports: [],
  },
  {
    place: 'src/port',
    holds: 'what is asked of a platform and heard from one: verbs, outcomes, marks, budgets; the trace',
    imports: ['src/chat'],
  },
  {
    place: 'src/platforms/slack',
    holds: 'Slack, and the only place for its SDK',
    imports: ['src/chat', 'src/port', 'src/http'],
  },
  {
    place: 'src/platforms/discord',
    holds: 'Discord, and the only place for its SDK',
    imports: ['src/chat', 'src/port'],
  },
  {
    place: 'src/database',
    holds: 'opening it, the embedded PostgreSQL, migrations, backups',
    imports: [TRACE],
    asks: true,
  },
  {
    place: 'src/sandbox',
    holds: 'the local Slack and Discord, the people of Round One. Speaks the wire',
    imports: ['src/http'],
  },
  {
    place: 'src/operate',
    holds: 'what those who run it see: health, metrics, the log; the commands to set up and to back up',
  },
  { place: 'src/tools', holds: 'what those who change it use: this table, the docs, migrations, manifest' },
  { place: 'src', holds: '`main`, `bot`, `config`, `registry`, `sandbox-run`: how all is wired' },
]

/** The room that a file lies in: the innermost one. */
export function roomOf(file: string): Room | undefined {
  return HOUSE.filter(({ place }) => file.startsWith(`${place}/`)).sort(
    (a, b) => b.place.length - a.place.length,
  )[0]
}

/** The packages that only one place may import: a platform's SDK. */
export const SDKS: Readonly<Record<string, string>> = {
  'discord.js': 'src/platforms/discord',
  '@discordjs/rest': 'src/platforms/discord',
  'discord-api-types': 'src/platforms/discord',
  '@slack/bolt': 'src/platforms/slack',
  '@slack/web-api': 'src/platforms/slack',
  '@slack/socket-mode': 'src/platforms/slack',
}

/** The table of CONTRIBUTING.md, as Markdown. */
export function houseTable(): string {
  const name = (place: string) => `\`${place.replace(/^src\//, '')}\``
  const rows = HOUSE.map(({ place, holds, imports, types = [], asks }) => {
    const whole = imports?.map(name) ?? ['everything']
    const named = types.map((type) => (type === ROWS ? 'types of rows' : `types of ${name(type)}`))
    const may = [...whole, ...named].join(', ')
    const database = imports === undefined || asks ? 'yes' : 'no'
    return `| \`${place}/\` | ${holds} | ${may === '' ? 'nothing of ours' : may} | ${database} |`
  })
  return ['| folder | what it is | may import | asks the database |', '|---|---|---|---|', ...rows].join('\n')
}
