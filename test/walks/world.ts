import { type Logger, pino } from 'pino'
import type { Answer } from '../../src/chat/answer.ts'
import type { Programme, Round, Workspace } from '../../src/database/generated/client.ts'
import type { Database } from '../../src/database/open.ts'
import { createInbound } from '../../src/interactions/dispatch.ts'
import { createSealer } from '../../src/interactions/seal.ts'
import type { Inbound, PlatformName } from '../../src/port/platform.ts'
import type { Desk } from '../../src/programme/desk.ts'
import { runDue } from '../../src/programme/due.ts'
import { meet } from '../../src/programme/people.ts'
import { saveProfile } from '../../src/programme/profile/profile.ts'
import { currentRound } from '../../src/programme/rounds/current.ts'
import { connectWorkspace, makeConnectCode } from '../../src/programme/setup.ts'
import { registry } from '../../src/registry.ts'
import { programmeOn } from '../support/desk.ts'
import { type PostOffice, postOffice } from '../support/post-office.ts'
import { BEGINNING } from '../support/time.ts'
import { answerIn, type Place, placeAt } from './outside.ts'

/** A button that somebody was shown. */
interface Button {
  readonly user: string
  readonly label: string
  readonly id: string
}

/** Who can do something: their id, and where. */
export interface Somebody {
  readonly user: string
  readonly place: Place
}

const COUNTRIES = ['NZ', 'PE', 'GH', 'DE', 'IN', 'BR']

/** A programme with a workspace on each platform, in which a walk is taken. */
export class WalkWorld {
  readonly places: readonly [Place, Place]
  readonly organisers: readonly Somebody[]
  readonly people: Somebody[] = []
  readonly office: PostOffice
  /** What was done, to be told where a walk goes wrong. */
  readonly steps: string[] = []
  /** What went wrong on our side. */
  readonly faults: string[] = []
  programme!: Programme
  private readonly database: Database
  private readonly desk: Desk
  private readonly inbound: Readonly<Record<PlatformName, Inbound>>
  private readonly shown: Button[] = []
  private readonly time = { calendar: BEGINNING, wall: Date.now() }
  private answer = ''

  private constructor(database: Database, name: string) {
    this.database = database
    this.places = [placeAt('slack', `T${name}`), placeAt('discord', `G${name}`)]
    const [first, second] = this.places
    this.organisers = [
      { user: 'UORG', place: first },
      { user: 'DORG', place: second },
    ]
    this.desk = {
      prisma: database.prisma,
      clock: { now: () => this.time.calendar },
      wall: () => this.time.wall,
      secret: 'a secret for tests',
    }
    this.office = postOffice(this.desk, (asked) =>
      answerIn(
        this.places.find(({ externalId }) => externalId === asked.workspace),
        asked,
      ),
    )
    const sealer = createSealer('a secret for tests')
    const on = (platform: PlatformName) =>
      createInbound({
        desk: this.desk,
        platform: this.office.platforms[platform],
        registry,
        sealer,
        log: this.log(),
        topics: [],
        refreshHomes: () => undefined,
        linkTo: () => undefined,
        reach: ({ platform: kind }) => this.office.platforms[kind],
      })
    this.inbound = { slack: on('slack'), discord: on('discord') }
  }

  static async begin(database: Database, name: string): Promise<WalkWorld> {
    const world = new WalkWorld(database, name)
    const [slack, discord] = world.places
    const { programme, by } = await programmeOn(world.desk, slack.externalId)
    world.programme = programme
    const code = await makeConnectCode(world.desk, programme.id, by)
    const elsewhere = { platform: 'discord', externalId: discord.externalId, name: 'Elsewhere' } as const
    await connectWorkspace(world.desk, elsewhere, { user: 'DORG', name: 'Oskar' }, code)
    for (const place of world.places) for (let at = 0; at < 4; at += 1) await world.arrives(place)
    await world.settle()
    return world
  }

  /** Everything of it goes. */
  async end(): Promise<void> {
    const { prisma } = this.database
    await prisma.roundTopic.deleteMany({ where: { programmeId: this.programme.id } })
    await prisma.programme.delete({ where: { id: this.programme.id } })
  }

  round(): Promise<Round | null> {
    return currentRound(this.desk, this.programme.id)
  }

  partnerships(roundId: string): Promise<number> {
    return this.database.prisma.partnership.count({ where: { roundId } })
  }

  /** Somebody comes to a workspace who has a profile that can be matched. */
  async arrives(place: Place): Promise<Somebody> {
    const user = `${place.platform === 'slack' ? 'U' : 'D'}${this.people.length}`
    const account = await meet(this.desk, await this.workspace(place), { user, name: `Person ${user}` })
    const country = COUNTRIES[this.people.length % COUNTRIES.length] ?? 'NZ'
    await saveProfile(this.desk, account.personId, { country, zone: 'UTC', languages: ['en'], name: user })
    const somebody = { user, place }
    this.people.push(somebody)
    return somebody
  }

  leaves({ user, place }: Somebody): Promise<void> {
    return this.inbound[place.platform].left(place.externalId, user)
  }

  async types(somebody: Somebody, name: string, word?: string): Promise<void> {
    this.steps.push(`${somebody.user}: /${name} ${word ?? ''}`)
    const input: Record<string, string> = word === undefined ? {} : { do: word }
    this.takes(
      somebody,
      await this.inbound[somebody.place.platform].command(this.actor(somebody), name, input),
    )
  }

  /** Presses the button that they were shown last of those that say this; whether there is one. */
  async presses(somebody: Somebody, label: string): Promise<boolean> {
    const button = this.shown.findLast((one) => one.user === somebody.user && one.label === label)
    if (button) await this.pressed(somebody, button)
    return button !== undefined
  }

  /** Presses any button that they were ever shown. */
  async pressesAny(somebody: Somebody, random: () => number): Promise<void> {
    const theirs = this.shown.filter(({ user }) => user === somebody.user)
    const button = theirs[Math.floor(random() * theirs.length)]
    if (button) await this.pressed(somebody, button)
  }

  /** Time passes, ms: what is due is done after a day, and at the end. */
  async passes(ms: number): Promise<void> {
    for (const step of ms > DAY ? [DAY, ms - DAY] : [ms]) {
      this.time.calendar += step
      this.time.wall += step
      await this.settle()
    }
  }

  /** What is due is worked out and carried out. */
  async settle(): Promise<void> {
    await this.office.deliver()
    const troubles = await runDue(this.desk, this.time.calendar)
    for (const { error, kind } of troubles) this.faults.push(`${kind}: ${error}`)
    await this.office.deliver()
  }

  private async pressed(somebody: Somebody, { id, label }: Button): Promise<void> {
    this.steps.push(`${somebody.user}: [${label}]`)
    this.takes(somebody, await this.inbound[somebody.place.platform].action(this.actor(somebody), id, []))
  }

  private takes({ user }: Somebody, answer: Answer): void {
    if (!('message' in answer)) return
    this.answer = answer.message.summary
    this.steps.push(`    ${this.answer}`)
    for (const block of answer.message.blocks) {
      if (block.kind !== 'buttons') continue
      for (const button of block.buttons)
        if ('id' in button) this.shown.push({ user, label: button.label, id: button.id })
    }
  }

  private actor({ user, place }: Somebody) {
    return { workspace: place.externalId, user, name: user, locale: 'en', manages: false }
  }

  private workspace({ platform, externalId }: Place): Promise<Workspace> {
    return this.database.prisma.workspace.findFirstOrThrow({ where: { platform, externalId } })
  }

  private log(): Logger {
    const log = pino({ level: 'silent' })
    log.error = (facts: unknown) => {
      this.faults.push(String((facts as { err?: unknown }).err ?? facts))
    }
    return log
  }
}

export const DAY = 24 * 3_600_000
