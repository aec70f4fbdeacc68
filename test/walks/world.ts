import type { Programme, Round, Workspace } from '../../src/database/generated/client.ts'
import type { Database } from '../../src/database/open.ts'
import { LET_GO_WITH_ROUND } from '../../src/deliveries/kinds.ts'
import type { Happening } from '../../src/port/platform.ts'
import type { Desk } from '../../src/programme/desk.ts'
import { runDue } from '../../src/programme/due.ts'
import { meet } from '../../src/programme/people.ts'
import { saveProfile } from '../../src/programme/profile/profile.ts'
import { currentRound } from '../../src/programme/rounds/current.ts'
import { connectWorkspace, makeConnectCode } from '../../src/programme/setup.ts'
import { connectedIn } from '../../src/programme/workspaces.ts'
import { programmeOn } from '../support/desk.ts'
import { type Asked, type PostOffice, postOffice } from '../support/post-office.ts'
import { BEGINNING } from '../support/time.ts'
import { movingRound } from './moving.ts'
import { answerIn, findsIn, type Place, placeAt, type Trouble, works } from './outside.ts'
import { type Somebody, Speaking } from './speaking.ts'

const COUNTRIES = ['NZ', 'PE', 'GH', 'DE', 'IN', 'BR']

/** A programme with a workspace on each platform, in which a walk is taken. */
export class WalkWorld extends Speaking {
  readonly desk: Desk
  readonly places: readonly [Place, Place]
  /** Those who organise and have not left. */
  readonly organisers: Somebody[]
  /** Who manages each workspace. */
  readonly managers: readonly Somebody[]
  readonly people: Somebody[] = []
  /** Those who left, and may come back. */
  readonly away: Somebody[] = []
  readonly office: PostOffice
  programme!: Programme
  /** The ids of the programme's workspaces that are connected, by the platform's. */
  connected = new Map<string, Workspace>()
  /** The round that there was after the last step. */
  current: Round | null = null
  private readonly time = { calendar: BEGINNING, wall: Date.now() }
  /** Looks at what was just done outside. */
  delivered: () => Promise<void> = async () => undefined
  private arrived = 0
  /** The deeds whose answer was lost. */
  private readonly lost = new Set<string>()

  private constructor(database: Database, name: string) {
    super()
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
      letGoWithRound: LET_GO_WITH_ROUND,
    }
    this.office = postOffice(
      this.desk,
      (asked) => this.answers(asked),
      (asked, ref) => {
        const done = this.office.done.some(({ verb, what }) => verb === asked.verb && what === asked.what)
        return findsIn(this.placeOf(asked), asked, ref, done, this.time.wall)
      },
    )
    this.connects(this.desk, this.office)
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
    const troubles = await runDue(this.desk, this.time.calendar)
    if (moving?.waits && (await this.round())?.state !== moving.round.state)
      this.faults.push(`${moving.round.state} went on, and did not wait for what is under way`)
    for (const { error, kind } of troubles) this.faults.push(`${kind}: ${error}`)
    await this.delivers()
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
}

export const DAY = 24 * 3_600_000
