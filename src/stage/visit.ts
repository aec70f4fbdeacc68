import type { PrismaClient } from '../database/generated/client.ts'
import type { Wish } from '../sandbox/page/stage.ts'
import type { Person } from '../sandbox/population/population.ts'
import { closeRoundOne, joinOne, publishRoundOne, type Story, say } from '../sandbox/round-one.ts'
import { type Settlement, SLACK, slackId } from '../sandbox/settlement.ts'
import { alsoJoined } from './also-joined.ts'
import { type Kept, whoElse } from './even-out.ts'
import { joinedOf, readRound } from './reads.ts'
import type { Teller } from './teller.ts'
import type { Wishes } from './wishes.ts'

/** How long the round waits for a visitor who does nothing, ms. */
const PATIENCE_MS = 5 * 60_000

export interface Visit {
  readonly prisma: PrismaClient
  readonly place: Settlement
  readonly story: Story
  readonly save: () => void
  readonly wishes: Wishes
  readonly teller: Teller
  /** Who stays away so that there is a place for the visitor. */
  readonly kept: Kept | undefined
  /** What can be wished for besides. */
  readonly always: readonly Wish[]
}

/** Something that ends the story: what else was wished for. */
export class Elsewhere extends Error {
  override readonly name = 'Elsewhere'
  readonly wish: Wish

  constructor(wish: Wish) {
    super(wish)
    this.wish = wish
  }
}

/**
 * Who of the people is left out for the visitor: the last on Discord who speaks English, with whom everybody can be
 * paired; Slack has every other one, so that its number is even.
 */
export function placeKept(people: readonly Person[]): Kept | undefined {
  const index = people.findLastIndex(
    ({ platform, languages }) => platform === 'discord' && languages.includes('en'),
  )
  const person = people[index]
  return person && { person, index }
}

/** Waits for the visitor to join and to close, match and publish; goes on without them after some minutes. */
export async function withVisitor(visit: Visit): Promise<void> {
  const { prisma, place, story, save, teller } = visit
  let others = ''
  if (!story.closed) {
    const wish = await waitToClose(visit)
    teller.say('Registration closes.', { busy: 'Closing registration' })
    others = alsoJoined(await evenOut(visit))
    await closeRoundOne(place, story, save)
    if (wish === undefined) return finish(visit)
  }
  if (story.published) return
  const state = (await readRound(prisma)).round?.state
  if (state === 'open' || state === 'matching') {
    if (!(await step(visit, 'match', `Registration is closed. ${others}${CLOSED}`))) return finish(visit)
    teller.say('The pairs are being computed.', { busy: 'Computing the pairs' })
    await say(place, 'match')
  }
  await step(visit, 'publish', DRAFTED)
  await finish(visit)
}

const CLOSED = 'Now be the organiser: let the pairs be computed. Nobody hears of them before you publish.'
const DRAFTED =
  'The best pairs have been found, and proved to be the best. In Slack, /round review shows each with its reasons. Publish them: private channels open.'

async function finish({ place, story, save, teller, prisma }: Visit): Promise<void> {
  teller.say('The round is being published: private channels open, partners are introduced.', {
    busy: 'Publishing',
  })
  // The visitor may have done it in Slack, as its organiser.
  const { round } = await readRound(prisma)
  if (round?.publishedAt) {
    story.published = true
    save()
  } else await publishRoundOne(place, story, save)
}

/** One press of the organiser's; false where it was not waited for any longer. */
async function step(visit: Visit, wanted: Wish, words: string): Promise<boolean> {
  const until = Date.now() + PATIENCE_MS
  visit.teller.say(words, { until })
  const { prisma } = visit
  const before = (await readRound(prisma)).drafts
  const over = async () => {
    const { round, drafts } = await readRound(prisma)
    return round?.publishedAt != null || (wanted === 'match' && drafts !== before)
  }
  return (await ask(visit, [wanted, 'go-on'], { until, over })) === wanted
}

async function waitToClose(visit: Visit): Promise<Wish | undefined> {
  const { teller, story, prisma } = visit
  let until = Date.now() + PATIENCE_MS
  let guest = story.guest?.person
  for (;;) {
    const joined = await hasJoined(visit)
    teller.say(joined ? JOINED : guest === undefined ? INVITED : HERE, { until })
    const over = async () => {
      if ((await readRound(prisma)).round?.state !== 'open') return true
      return story.guest?.person !== guest || (await hasJoined(visit)) !== joined
    }
    const wish = await ask(visit, joined ? ['close', 'go-on'] : ['go-on'], { until, over })
    if (wish === 'close') return wish
    if (wish === 'go-on' || Date.now() >= until) return undefined
    if ((await readRound(prisma)).round?.state !== 'open') return 'close'
    guest = story.guest?.person
    until = Date.now() + PATIENCE_MS
  }
}

const INVITED = 'Registration is open, and one place is kept for you. Come in by one of the doors.'
const HERE = 'You are in. Press Join under the announcement and fill in the form; the first page is enough.'
const JOINED = 'You have joined. Now be the organiser: close registration, compute the pairs, publish.'

async function ask(
  { wishes, always }: Visit,
  accepts: readonly Wish[],
  more: Parameters<Wishes['next']>[1],
): Promise<Wish | undefined> {
  const wish = await wishes.next([...accepts, ...always], more)
  if (wish !== undefined && always.includes(wish)) throw new Elsewhere(wish)
  return wish
}

async function hasJoined({ prisma, story }: Visit): Promise<boolean> {
  const { guest } = story
  if (guest === undefined) return false
  const { enrolments = [], workspaces } = await readRound(prisma)
  const ids = workspaces.filter(({ platform }) => platform === guest.platform).map(({ id }) => id)
  return enrolments.some(
    ({ account }) => account.externalId === guest.person && ids.includes(account.workspaceId),
  )
}

/** Lets those join whom somebody needs as a partner; gives who came. */
async function evenOut({ prisma, place, kept, story, save }: Visit): Promise<Person[]> {
  const away = kept && !story.joined.includes(kept.person.username) ? kept : undefined
  const others = whoElse(await joinedOf(prisma), away, story.neighbours)
  for (const { person, index } of others) {
    const isKept = person === away?.person
    if (!isKept) {
      // Counted first: whoever is let in again after a kill is somebody else.
      story.neighbours = (story.neighbours ?? 0) + 1
      save()
      await letIn(place, person, index)
    }
    await joinOne(place, person, index)
    if (isKept) story.joined.push(person.username)
    save()
  }
  return others.map(({ person }) => person)
}

async function letIn(place: Settlement, person: Person, index: number): Promise<void> {
  if (person.platform === 'slack') {
    await place.slack.addUsers(SLACK.team, [
      { id: slackId(index), real_name: person.fullName, tz: person.zone },
    ])
  } else {
    const globalName = [...person.fullName].slice(0, 32).join('')
    await place.discord.people(place.guild, [{ username: person.username, globalName }])
  }
}
