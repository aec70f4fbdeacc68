import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Joining, joinTheRound, startAProgramme } from '../support/acts.ts'
import { emptyDatabase } from '../support/server.ts'
import type { Somebody } from '../support/somebody.ts'
import { copyDatabaseTo } from '../support/template.ts'
import { DAY_MS } from '../support/time.ts'
import type { BotSettings } from './bot-settings.ts'
import { discordGround } from './discord-ground.ts'
import { type Gate, openGate } from './gate.ts'
import type { Ground } from './ground.ts'
import { type RunningBot, startBotProcess } from './running-bot.ts'
import { slackGround } from './slack-ground.ts'
import type { Standstill } from './standstill.ts'

export type PlatformName = 'slack' | 'discord'

/** What the steps of such a life need: people in front of a platform, and a calendar. */
export interface Stage {
  readonly ground: Pick<Ground, 'owner' | 'people' | 'takesOut'>
  /** Moves the calendar on, days. */
  wait(days: number): void
}

/** A small programme on one platform from its set-up to its round's end, whose bot can be killed. */
export interface Life extends Stage {
  readonly database: 'embedded' | 'postgresql'
  readonly folder: string
  readonly ground: Ground
  readonly gate: Gate
  bot(): RunningBot
  /** Starts a bot, as one would after a crash; it may stand still somewhere at once. */
  start(standstill?: Standstill): Promise<void>
  /** Asks the bot to end, and starts it again. */
  restart(): Promise<void>
  /** Waits until nothing is left to be carried out; gives all effects, by `kind:state`. */
  quiet(): Promise<Readonly<Record<string, number>>>
  close(failed: boolean): Promise<void>
}

/** A call that nobody is left to answer for is looked for after 15 to 60 s. */
const QUIET_WITHIN_MS = 300_000

export const groundOn = (platform: PlatformName): Promise<Ground> =>
  platform === 'slack' ? slackGround() : discordGround()

/** @param server a PostgreSQL where a database can be made */
export async function openLife(
  ground: Ground,
  kind: Life['database'],
  server: string | undefined,
): Promise<Life> {
  const folder = mkdtempSync(join(tmpdir(), 'counterpart-life-'))
  const database = kind === 'embedded' ? undefined : await emptyDatabase(server ?? '')
  const gate = await openGate(ground.url)
  if (!database) await copyDatabaseTo(join(folder, 'bot', 'data'))
  const settings: BotSettings = {
    ...(database ? { databaseUrl: database.url } : {}),
    folder: join(folder, 'bot'),
    speed: 500,
    ...ground.settings(gate.url),
  }
  let aheadMs = 0
  let running: RunningBot | undefined
  const bot = () => {
    if (!running) throw new Error('no bot was started')
    return running
  }
  const start: Life['start'] = async (standstill) => {
    running = await startBotProcess({ ...settings, aheadMs, ...(standstill ? { standstill } : {}) })
  }
  return {
    database: kind,
    folder,
    ground,
    gate,
    bot,
    start,
    async restart() {
      await bot().end()
      await start()
    },
    async quiet() {
      const end = Date.now() + QUIET_WITHIN_MS
      for (;;) {
        const counts = await bot().count()
        const under = Object.keys(counts).filter((name) => /:(ready|claimed|calling|unknown)$/.test(name))
        if (under.length === 0) return counts
        if (Date.now() > end) throw new Error(`still under way: ${under.join(', ')}; see ${folder}`)
        await pause(250)
      }
    },
    wait(days) {
      aheadMs += days * DAY_MS
      bot().tick(aheadMs)
    },
    async close(failed) {
      await running?.end().catch(() => undefined)
      await gate.close()
      await ground.close()
      await database?.drop()
      if (!failed) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/**
 * What happens in such a life, in this order; after each the programme is quiet. Each kind of effect says in which step it
 * happens: one that happens in none needs a step here.
 */
export const STEPS = [
  ['set up', setUp],
  ['add an organiser', addOrganiser],
  ['remove an organiser', removeOrganiser],
  ['open', (life: Stage) => said(life.ground.owner, 'round', 'open', /Round 1 is open/)],
  ['join', everybodyJoins],
  ['publish', publish],
  ['come back', comeBack],
  ['first month', async (life: Stage) => life.wait(40)],
  ['second month', async (life: Stage) => life.wait(31)],
  ['leave', leave],
  ['end', end],
  ['after the end', async (life: Stage) => life.wait(7)],
] as const satisfies readonly (readonly [string, (stage: Stage) => Promise<void>])[]

export type Step = (typeof STEPS)[number][0]

async function setUp({ ground: { owner } }: Stage): Promise<void> {
  expectWords(await startAProgramme(owner), /is set up/)
}

async function addOrganiser({ ground: { owner, people } }: Stage): Promise<void> {
  const answer = await owner.command('programme', 'add', people[0]?.mention)
  expectWords(answer, /Aroha/)
}

async function removeOrganiser({ ground: { owner, people } }: Stage): Promise<void> {
  const answer = await owner.command('programme', 'remove', people[0]?.mention)
  expectWords(answer, /no longer an organiser/)
}

const PEOPLE: readonly Joining[] = [
  { name: 'Aroha', country: 'New Zealand', town: 'Auckland' },
  { name: 'Kofi', country: 'Ghana', town: 'Accra' },
  { name: 'Mei', country: 'Japan', town: 'Tokyo' },
  { name: 'Pablo', country: 'Peru', town: 'Lima' },
  { name: 'Tiago', country: 'Portugal', town: 'Lisbon', language: 'Portuguese' },
]

async function everybodyJoins({ ground: { people } }: Stage): Promise<void> {
  for (const [index, somebody] of people.entries()) {
    const joining = PEOPLE[index]
    if (joining) expectWords(await joinTheRound(somebody, joining), /You are in Round 1/)
  }
}

async function publish({ ground: { owner } }: Stage): Promise<void> {
  expectWords(await owner.command('round', 'close'), /5 people take part/)
  expectWords(await owner.command('round', 'match'), /2 pairs/)
  expectWords(await owner.click('Publish'), /cannot be taken back/)
  expectWords(await owner.click('Publish now'), /is being published/)
}

async function comeBack({ ground: { people, takesOut } }: Stage): Promise<void> {
  await takesOut(0)
  await people[0]?.command('partner')
  expectWords((await people[0]?.click('Let me back in')) ?? '', /letting you into your channel again/)
}

async function leave({ ground: { people } }: Stage): Promise<void> {
  await people[1]?.command('leave')
  expectWords((await people[1]?.click('Leave the round')) ?? '', /You have left/)
}

async function end({ ground: { owner } }: Stage): Promise<void> {
  await owner.command('round', 'end')
  expectWords(await owner.click('Yes, end the round'), /coming to its end/)
}

async function said(who: Somebody, command: string, step: string, words: RegExp): Promise<void> {
  expectWords(await who.command(command, step), words)
}

function expectWords(answer: string, words: RegExp): void {
  if (!words.test(answer)) throw new Error(`expected ${words}, was told: ${answer}`)
}
