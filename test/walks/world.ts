import { type Logger, pino } from 'pino'
import type { Answer } from '../../src/chat/answer.ts'
import { type Message, plain } from '../../src/chat/message.ts'
import type { Programme, Round, Workspace } from '../../src/database/generated/client.ts'
import type { Database } from '../../src/database/open.ts'
import { createInbound } from '../../src/interactions/dispatch.ts'
import { createSealer } from '../../src/interactions/seal.ts'
import type { Happening, Inbound, PlatformName } from '../../src/port/platform.ts'
import type { Desk } from '../../src/programme/desk.ts'
import { runDue } from '../../src/programme/due.ts'
import { meet } from '../../src/programme/people.ts'
import { saveProfile } from '../../src/programme/profile/profile.ts'
import { currentRound } from '../../src/programme/rounds/current.ts'
import { connectWorkspace, makeConnectCode } from '../../src/programme/setup.ts'
import { connectedIn } from '../../src/programme/workspaces.ts'
import { registry } from '../../src/registry.ts'
import { programmeOn } from '../support/desk.ts'
import { type Asked, type PostOffice, postOffice } from '../support/post-office.ts'
import { BEGINNING } from '../support/time.ts'
import { movingRound } from './moving.ts'
import { answerIn, findsIn, type Place, placeAt, type Trouble, works } from './outside.ts'
import { Visited } from './visited.ts'

/** A button that somebody was shown, or a select, with what can be chosen. */
interface Button {
  readonly user: string
  readonly label: string
  readonly id: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  /** The id of the round that there was then. */
  readonly round: string | undefined
}

/** What somebody was answered: in words, with what can be pressed, and the reason where it was a refusal. */
export interface Heard {
  readonly words: string
  readonly buttons: readonly string[]
  readonly refusal: string | undefined
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
  /** Those who organise and have not left. */
  readonly organisers: Somebody[]
  /** Who manages each workspace. */
  readonly managers: readonly Somebody[]
  readonly people: Somebody[] = []
  /** Those who left, and may come back. */
  readonly away: Somebody[] = []
  readonly office: PostOffice
  /** What was done, to be told where a walk goes wrong. */
  readonly steps: string[] = []
  /** What went wrong on our side, and what did not hold. */
  readonly faults: string[] = []
  readonly visited = new Visited()
  readonly desk: Desk
  programme!: Programme
  /** The ids of the programme's workspaces that are connected, by the platform's. */
  connected = new Map<string, Workspace>()
  /** The round that there was after the last step. */
  current: Round | null = null
  private readonly inbound: Readonly<Record<PlatformName, Inbound>>
  private readonly shown: Button[] = []
  private readonly time = { calendar: BEGINNING, wall: Date.now() }
  /** Looks at what was just done outside. */
  delivered: () => Promise<void> = async () => undefined
  private refusal: string | undefined
  private arrived = 0
  /** The deeds whose answer was lost. */
  private readonly lost = new Set<string>()

  private constructor(database: Database, name: string) {
    this.places = [
      placeAt('slack', `T${name}`, this.time.wall),
      placeAt('discord', `G${name}`, this.time.wall),
    ]
    const [first, second] = this.places
    this.organisers = [
      { user: 'UORG', place: first },
      { user: 'DORG', place: second },
    ]
    this.managers = [
      { user: 'UMAN', place: first },
      { user: 'DMAN', place: second },
    ]
    this.desk = {
      prisma: database.prisma,
      clock: { now: () => this.time.calendar },
      wall: () => this.time.wall,
      secret: 'a secret for tests',
    }
    this.office = postOffice(
      this.desk,
      (asked) => this.answers(asked),
      (asked, ref) => {
        const done = this.office.done.some(({ verb, what }) => verb === asked.verb && what === asked.what)
        return findsIn(this.placeOf(asked), asked, ref, done, this.time.wall)
      },
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
        poke: () => undefined,
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
    await world.look()
    for (const place of world.places) for (let at = 0; at < 4; at += 1) await world.arrives(place)
    await world.settle()
    return world
  }

  /** Everything of it goes. */
  async end(): Promise<void> {
    const { prisma } = this.desk
    await prisma.roundTopic.deleteMany({ where: { programmeId: this.programme.id } })
    await prisma.programme.delete({ where: { id: this.programme.id } })
  }

  get wall(): number {
    return this.time.wall
  }

  round(): Promise<Round | null> {
    return currentRound(this.desk, this.programme.id)
  }

  /** Whether people there can do anything with the bot. */
  canAct({ trouble, externalId }: Place): boolean {
    return trouble !== 'removed' && this.connected.has(externalId)
  }

  /** Organisers who can do something: those first where all is well. */
  acting(): Somebody[] {
    const can = this.organisers.filter(({ place }) => this.canAct(place))
    return can.sort((one, other) => Number(works(other.place)) - Number(works(one.place)))
  }

  /** Something breaks outside; nothing where it was so already. */
  breaks(place: Place, trouble: Trouble | undefined): void {
    if (place.trouble === trouble) return
    this.steps.push(`${place.externalId}: ${trouble ?? 'mended'}`)
    this.visited.note(trouble === undefined ? 'mended' : `a workspace is ${trouble}`)
    place.trouble = trouble
    place.since = this.time.wall
  }

  /** Somebody comes to a workspace who has a profile that can be matched. */
  async arrives(place: Place): Promise<Somebody> {
    const user = `${place.platform === 'slack' ? 'U' : 'D'}${this.arrived}`
    const workspace = this.connected.get(place.externalId)
    const country = COUNTRIES[this.arrived % COUNTRIES.length] ?? 'NZ'
    this.arrived += 1
    const somebody = { user, place }
    this.people.push(somebody)
    if (workspace) {
      const account = await meet(this.desk, workspace, { user, name: `Person ${user}` })
      await saveProfile(this.desk, account.personId, { country, zone: 'UTC', languages: ['en'], name: user })
    }
    return somebody
  }

  /** Somebody leaves a workspace: the platform tells it. */
  async leaves(somebody: Somebody): Promise<void> {
    const { user, place } = somebody
    this.steps.push(`${user} leaves the workspace`)
    for (const list of [this.people, this.organisers])
      if (list.includes(somebody)) list.splice(list.indexOf(somebody), 1)
    this.away.push(somebody)
    await this.inbound[place.platform].left(place.externalId, user)
  }

  /** The platform tells something of a place. */
  happens(place: Place, kind: Happening['kind'], ref = ''): Promise<void> {
    const workspace = place.externalId
    return this.inbound[place.platform].happened(
      kind === 'present' ? { kind, workspaces: [workspace] } : ({ kind, workspace, ref } as Happening),
    )
  }

  types(somebody: Somebody, name: string, word?: string, text?: string): Promise<Heard> {
    this.steps.push(`${somebody.user}: /${[name, word, text].filter(Boolean).join(' ')}`)
    const input = { ...(word === undefined ? {} : { do: word }), ...(text === undefined ? {} : { text }) }
    const { platform } = somebody.place
    return this.hears(somebody, () => this.inbound[platform].command(this.actor(somebody), name, input))
  }

  /**
   * Presses the button that they were shown last of those that say this, or chooses what is called so in the last such
   * select; undefined where there is none.
   */
  async presses(somebody: Somebody, label: string, chosen?: string): Promise<Heard | undefined> {
    const button = this.shown.findLast((one) => one.user === somebody.user && one.label === label)
    return button && this.pressed(somebody, button, chosen)
  }

  /** Presses each of the last buttons that say this. */
  async pressesAll(somebody: Somebody, label: string, count: number): Promise<void> {
    const all = this.shown.filter((one) => one.user === somebody.user && one.label === label)
    for (const button of all.slice(-count)) await this.pressed(somebody, button)
  }

  /** Presses any button that they were ever shown. */
  async pressesAny(somebody: Somebody, random: () => number): Promise<void> {
    const theirs = this.shown.filter(({ user }) => user === somebody.user)
    const button = theirs[Math.floor(random() * theirs.length)]
    if (button) await this.pressed(somebody, button)
  }

  /** Opens a form by a command, fills it in, and sends it. */
  async fills(
    somebody: Somebody,
    name: string,
    word: string,
    values: Record<string, string>,
  ): Promise<Heard> {
    this.steps.push(`${somebody.user}: /${name} ${word} ${JSON.stringify(values)}`)
    const inbound = this.inbound[somebody.place.platform]
    const shown = await inbound.command(this.actor(somebody), name, { do: word })
    if (shown.kind !== 'form') throw new Error(`/${name} ${word} opens no form`)
    const { form } = shown.open
    const pages = form.pages.map((_page, at) => at)
    return this.hears(somebody, () => inbound.form(this.actor(somebody), form.id, pages, values))
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
    await this.delivers()
    const moving = await movingRound(this.desk, this.programme.id)
    const { recorded, troubles } = await runDue(this.desk, this.time.calendar)
    if (moving?.waits && (await this.round())?.state !== moving.round.state)
      this.faults.push(`${moving.round.state} went on, and did not wait for what is under way`)
    for (const { error, kind } of troubles) this.faults.push(`${kind}: ${error}`)
    if (recorded) await this.delivers()
    await this.look()
  }

  /** What follows from what somebody did is carried out; a round that goes on by itself does so. */
  async goesOn(): Promise<void> {
    await this.delivers()
    await this.look()
    if (this.current?.state === 'publishing' || this.current?.state === 'closing') await this.settle()
  }

  /** Sees which workspaces are connected, and which round there is. */
  async look(): Promise<void> {
    this.current = await this.round()
    const found = await this.desk.prisma.workspace.findMany({ where: connectedIn(this.programme.id) })
    this.connected = new Map(found.map((workspace) => [workspace.externalId, workspace]))
  }

  private async delivers(): Promise<void> {
    await this.office.deliver()
    await this.delivered()
  }

  private placeOf({ workspace }: Asked): Place {
    const [first, second] = this.places
    return workspace === first.externalId ? first : second
  }

  private answers(asked: Asked): unknown {
    const place = this.placeOf(asked)
    const said = answerIn(place, asked, this.time.wall)
    const deed = `${asked.verb} ${asked.what}`
    if (said !== undefined || place.trouble !== 'lossy' || this.lost.has(deed)) return said
    this.lost.add(deed)
    this.office.done.push(asked)
    return { kind: 'unknown', why: 'the answer was lost' }
  }

  /** Presses a button: one that was shown with another round there does nothing to this one. */
  private async pressed(somebody: Somebody, button: Button, chosen?: string): Promise<Heard> {
    const { id, label, options } = button
    const organises = /ORG|MAN/.test(somebody.user)
    const before = organises ? await this.round() : null
    const old = organises && button.round !== before?.id
    this.steps.push(`${somebody.user}: [${label}] ${chosen ?? ''}${old ? ' (old)' : ''}`)
    const { platform } = somebody.place
    const values = options.filter((one) => chosen === undefined || one.label.includes(chosen))
    const first = values.slice(0, 1).map(({ value }) => value)
    const heard = await this.hears(somebody, () =>
      this.inbound[platform].action(this.actor(somebody), id, first),
    )
    const after = old ? await this.round() : before
    if (old && (after?.id !== before?.id || after?.state !== before?.state))
      this.faults.push(`“${label}” of another round led from ${before?.state} to ${after?.state}`)
    return heard
  }

  private async hears({ user }: Somebody, asked: () => Promise<Answer>): Promise<Heard> {
    this.refusal = undefined
    const answer = await asked()
    const message = 'message' in answer ? answer.message : answer.card
    this.steps.push(`    ${message.summary}`)
    const buttons = message.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
    // What organisers press is about a round, and that one alone.
    const round = /ORG|MAN/.test(user) && buttons.length > 0 ? (await this.round())?.id : undefined
    for (const button of buttons)
      if ('id' in button) this.shown.push({ user, label: button.label, id: button.id, options: [], round })
    for (const block of message.blocks)
      if (block.kind === 'select') this.shown.push({ ...block, user, label: block.placeholder, round })
    const heard = {
      words: inWords(message),
      buttons: buttons.map(({ label }) => label),
      refusal: this.refusal,
    }
    if (heard.refusal) this.visited.note(`refused: ${heard.refusal}`)
    if (heard.refusal && !leadsOn(heard)) this.faults.push(`nothing leads on from “${message.summary}”`)
    return heard
  }

  private actor({ user, place }: Somebody) {
    const name = user
    const who = { workspace: place.externalId, workspaceName: place.externalId, user, name, locale: 'en' }
    return { ...who, manages: user.endsWith('MAN') }
  }

  private log(): Logger {
    const log = pino({ level: 'silent' })
    log.error = (facts: unknown) => {
      this.faults.push(String((facts as { err?: unknown }).err ?? facts))
    }
    log.info = (facts: unknown) => {
      this.refusal = (facts as { problem?: string }).problem
    }
    return log
  }
}

/** Whether somebody who was refused something can press a button, or is named a command. */
const leadsOn = ({ words, buttons }: Heard): boolean => buttons.length > 0 || words.includes('/command')

/** All that is read in a message. */
function inWords({ summary, blocks }: Message): string {
  const words = blocks.flatMap((block): string[] => {
    if (block.kind === 'heading') return [block.text]
    if (block.kind === 'list') return block.items.map(plain)
    if (block.kind === 'fields') return block.fields.map(({ label, value }) => `${label}: ${plain(value)}`)
    return 'children' in block ? [plain(block.children)] : []
  })
  return [summary, ...words].join('\n')
}

export const DAY = 24 * 3_600_000
