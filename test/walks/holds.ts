import type { RoundState } from '../../src/database/generated/client.ts'
import { UNDER_WAY } from '../../src/outbox/effect.ts'
import { movingRound } from './moving.ts'
import { works } from './outside.ts'
import { expectFairPairs } from './pairs.ts'
import type { Somebody } from './speaking.ts'
import { DAY, type WalkWorld } from './world.ts'

const GRACE = 14 * DAY

/** What holds after every step, whatever it was. What does not is one of the world's faults. */
export class Holds {
  private readonly world: WalkWorld
  /** How much of what was done outside has been looked at. */
  private seen = 0
  private readonly posted = new Set<string>()
  /** The rounds whose pairs were looked at. */
  private readonly paired = new Set<string>()

  constructor(world: WalkWorld) {
    this.world = world
    world.delivered = () => this.nothingTwiceOrTooLate()
  }

  async afterAStep(): Promise<void> {
    await this.pairsAreFair()
    await this.roundMovesOn()
    this.lostChannelsAreNoticed()
    await this.partnersAreMatched()
  }

  /** After a day or more: what was to be done has come to an end. */
  async afterDays(): Promise<void> {
    for (let minute = 0; minute < 10; minute += 1) {
      if (!(await this.standing())) break
      await this.world.passes(60_000)
    }
    const standing = await this.standing()
    if (standing) this.fault(`${standing} stands since over a day, and nothing is in its way`)
    await this.afterAbsence()
  }

  /** Notes for the table what a walk came through. */
  async note(): Promise<void> {
    const { connected, visited, desk, programme } = this.world
    for (const { haltedAt, announcementsRef, forumRef } of connected.values()) {
      if (haltedAt) visited.note('a halted workspace')
      if (!announcementsRef || !forumRef) visited.note('a lost channel')
    }
    if (connected.size < 2) visited.note('a workspace that is not connected')
    const effects = await desk.prisma.effect.groupBy({
      by: ['state'],
      where: { programmeId: programme.id, state: { in: ['failed', 'dropped', 'unknown'] } },
    })
    for (const { state } of effects) visited.note(`an effect is ${state}`)
  }

  private fault(what: string): void {
    this.world.faults.push(what)
  }

  /** No post is posted twice, and none of a round that is over but its farewells. */
  private async nothingTwiceOrTooLate(): Promise<void> {
    const { office, desk, programme } = this.world
    const fresh = office.done.slice(this.seen)
    this.seen = office.done.length
    if (fresh.length === 0) return
    const made = fresh.filter(({ verb }) => ['ensurePost', 'ensureForumPost', 'ensureSpace'].includes(verb))
    for (const { what } of made) {
      if (this.posted.has(what)) this.fault(`${what} was made twice`)
      this.posted.add(what)
    }
    const late = made.filter(({ what }) =>
      /^(space|introduction|prompt|forum-post|announcement:(open|kick))/.test(what),
    )
    if (late.length === 0) return
    const over = await desk.prisma.effect.findMany({
      where: {
        programmeId: programme.id,
        OR: late.map(({ what }) => ({ kind: what.split(':')[0] ?? '', key: what.replace(/^[^:]+:/, '') })),
        round: { endedAt: { not: null } },
      },
    })
    for (const { kind, key } of over) this.fault(`${kind}:${key} came after the end of its round`)
  }

  /** A round that nothing stands in the way of any more goes on at the next turn. */
  private async roundMovesOn(): Promise<void> {
    const { desk, programme, visited } = this.world
    for (let turn = 0; turn < 2; turn += 1) {
      const { state: at } = this.world.current ?? {}
      if (at !== 'publishing' && at !== 'closing') return
      const moving = await movingRound(desk, programme.id)
      if (!moving) return
      const { number, state } = moving.round
      if (moving.waits) return visited.note(`${state} waits for something`)
      if (moving.underWay) visited.note(`${state} goes on without what stands still`)
      if (turn === 1) this.fault(`Round ${number} is still ${state}, and nothing holds it`)
      await this.world.settle()
    }
  }

  /** What was published, by whichever button, pairs those who may be partners. */
  private async pairsAreFair(): Promise<void> {
    const round = this.world.current
    if (!round?.publishedAt || this.paired.has(round.id)) return
    this.paired.add(round.id)
    await expectFairPairs(this.world, round.id)
  }

  /** A channel of the programme's that an answer told to be gone is not counted on any more. */
  private lostChannelsAreNoticed(): void {
    const { connected, places } = this.world
    for (const { externalId, answered } of places) {
      const workspace = connected.get(externalId)
      for (const ref of [workspace?.announcementsRef, workspace?.forumRef, workspace?.organisersRef])
        if (ref && answered.has(ref)) this.fault(`${ref} is gone, and still counted on`)
    }
  }

  /** Whoever is matched has a partner, and the other way round; whoever is not there takes no part. */
  private async partnersAreMatched(): Promise<void> {
    const { prisma } = this.world.desk
    const round = this.world.current
    if (!round) return
    const roundId = round.id
    const gone = { roundId, state: { not: 'withdrawn' }, account: { leftAt: { not: null } } } as const
    if ((await prisma.enrolment.count({ where: gone })) > 0 && !round.endedAt)
      this.fault('somebody takes part who is not there')
    if (!round.publishedAt || round.endedAt) return
    const living = { leftAt: null, partnership: { roundId, endedAt: null } }
    const alone = { roundId, state: 'matched', person: { memberships: { none: living } } } as const
    if ((await prisma.enrolment.count({ where: alone })) > 0) this.fault('somebody is matched with nobody')
    const unsaid = { ...living, person: { enrolments: { none: { roundId, state: 'matched' } } } } as const
    if ((await prisma.membership.count({ where: unsaid })) > 0)
      this.fault('somebody has a partner and is not matched')
    const sizes = await prisma.membership.groupBy({ by: ['partnershipId'], where: living, _count: true })
    if (sizes.some(({ _count }) => _count < 2)) this.fault('a partnership of one goes on')
  }

  /** Something that stands since over a day with nothing in its way. */
  private async standing(): Promise<string | undefined> {
    const { desk, programme, places, wall } = this.world
    const effects = await desk.prisma.effect.findMany({
      where: {
        programmeId: programme.id,
        state: { in: UNDER_WAY },
        createdAt: { lt: new Date(wall - DAY) },
      },
      include: { workspace: true },
    })
    const found = effects.find(({ workspace, unclearAt }) => {
      if (unclearAt !== null && unclearAt.getTime() < wall - DAY - 60_000) return true
      const place = places.find(({ externalId }) => externalId === workspace.externalId)
      return place && place.since < wall - DAY && (works(place) || place.trouble === 'refusing')
    })
    return found && `${found.kind}:${found.key} (${found.state}, ${found.error})`
  }

  /** What became of workspaces that the bot was removed from, and of what failed meanwhile. */
  private async afterAbsence(): Promise<void> {
    const { desk, programme, wall } = this.world
    const workspaces = await desk.prisma.workspace.findMany({
      where: { programmeId: programme.id, disconnectedAt: null },
      include: { installation: true, effects: { where: { state: 'failed' } } },
    })
    for (const { name, installation, effects } of workspaces) {
      const { gone } = installation
      if (gone && gone.getTime() < wall - GRACE) this.fault(`${name} is connected after its days of grace`)
      const errors = effects.map(({ error }) => error)
      if (!gone && errors.includes('gone:workspace'))
        this.fault(`${name} is back, and what failed is not tried`)
    }
  }
}

/** What somebody reads of their place is one truth: in `/guide`, in `/partner`, and in the database. */
export async function expectOneTruth(world: WalkWorld, { user, place }: Somebody): Promise<void> {
  if (!world.canAct(place)) return
  const { prisma } = world.desk
  const guide = await world.types({ user, place }, 'guide')
  const partner = await world.types({ user, place }, 'partner')
  const has = partner.refusal === undefined
  if (has !== guide.words.includes('You have a partner in Round'))
    throw new Error(`${user} has ${has ? 'a' : 'no'} partner by /partner, and /guide says: ${guide.words}`)
  const id = world.connected.get(place.externalId)?.id ?? ''
  const account = await prisma.account.findFirstOrThrow({ where: { externalId: user, workspaceId: id } })
  const round = await world.round()
  const enrolment =
    round &&
    (await prisma.enrolment.findFirst({
      where: { roundId: round.id, personId: account.personId },
    }))
  const joined = enrolment?.state === 'joined' && `You are in Round ${round?.number}.`
  if (joined && !guide.words.includes(joined))
    throw new Error(`${user} has joined, and reads: ${guide.words}`)
  const matched = enrolment?.state === 'matched' && !round?.endedAt
  if (matched && !has) throw new Error(`${user} is matched, and reads: ${guide.words}`)
}

const IN_WORDS: Readonly<Record<RoundState, string>> = {
  planned: 'planned',
  open: 'open for registration',
  matching: 'registration closed',
  publishing: 'being published',
  running: 'running',
  closing: 'coming to its end',
  closed: 'closed',
}

/** What organisers read of a round agrees with what those who take part read of themselves. */
export async function expectStatusAgrees(world: WalkWorld): Promise<void> {
  const [organiser] = world.acting()
  const round = await world.round()
  if (!organiser || !round) return
  const status = await world.types(organiser, 'round', 'status')
  const heading = `Round ${round.number}: ${IN_WORDS[round.state]}`
  if (!status.words.includes(heading)) throw new Error(`${heading}, and organisers read: ${status.words}`)
  if (round.endedAt || world.places.some((place) => !world.canAct(place))) return
  let taking = 0
  for (const somebody of world.people) {
    const { words } = await world.types(somebody, 'guide')
    if (/You are in Round|You have a partner in Round/.test(words)) taking += 1
  }
  const said = Number(/Taking part: (\d+)/.exec(status.words)?.[1])
  if (said !== taking)
    throw new Error(`organisers read that ${said} take part, and ${taking} read that they do`)
}
