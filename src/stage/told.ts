import type { Spot, Step, Told } from '../sandbox/page/stage.ts'
import { SLACK } from '../sandbox/settlement.ts'
import type { RoundRead } from './reads.ts'

/** Who came in by a door of the page. */
export interface Visitor {
  readonly platform: Spot['platform']
  readonly person: string
}

export interface Circumstances {
  readonly read: RoundRead
  readonly places: (countries: readonly string[]) => (readonly [number, number])[]
  readonly visitor: Visitor | undefined
  /** How many are expected to join. */
  readonly expected: number
  readonly connected: boolean
}

/** The facts of a round, as the stage shows them. */
export function factsOf(given: Circumstances) {
  const { read } = given
  const { round, partnerships = [] } = read
  const open = partnerships.filter(({ spaces }) => spaces.some(({ openedAt }) => openedAt !== null))
  const published = round?.publishedAt != null
  const count = published
    ? { done: open.length, of: partnerships.length, what: 'private channels' }
    : joinedCount(given)
  return {
    steps: stepsOf(given, open.length),
    count,
    map: mapOf(given, open),
    open: round?.state === 'open',
    ...spotsOf(given, open),
  }
}

/** How many have joined, and who those are whom nobody expected. */
function joinedCount({ read, visitor, expected }: Circumstances): Told['count'] {
  const { enrolments = [], workspaces } = read
  const done = enrolments.length
  const more = done - expected
  if (more <= 0 || expected === 0) return { done, of: Math.max(expected, done), what: 'people have joined' }
  const you = enrolments.some(({ account }) => isTheirs(account, visitor, workspaces)) ? ['you'] : []
  const others = more - you.length
  const who = [
    `${expected} invented people`,
    ...you,
    ...(others > 0 ? [`${others} more so that nobody is left over`] : []),
  ]
  return { done, of: done, what: `people have joined: ${list.format(who)}` }
}

const list = new Intl.ListFormat('en')

type Account = { readonly externalId: string; readonly workspaceId: string }

function isTheirs(
  { externalId, workspaceId }: Account,
  visitor: Visitor | undefined,
  workspaces: RoundRead['workspaces'],
): boolean {
  const on = workspaces.find(({ platform }) => platform === visitor?.platform)
  return visitor !== undefined && externalId === visitor.person && workspaceId === on?.id
}

function stepsOf({ read, connected }: Circumstances, openSpaces: number): Step[] {
  const { round, partnerships = [], drafts = 0, prompts = 0 } = read
  const all = partnerships.length
  const steps: [string, boolean][] = [
    ['Set up', connected],
    ['Open', round?.openedAt != null],
    ['Join', round !== undefined && round.state !== 'planned' && round.state !== 'open'],
    ['Match', round?.publishedAt != null || drafts > 0],
    ['Publish', round?.publishedAt != null],
    ['Channels', all > 0 && openSpaces === all],
    ['Topic', all > 0 && prompts >= all],
  ]
  const now = steps.findIndex(([, done]) => !done)
  return steps.map(([title, done], at) => ({ title, state: done ? 'done' : at === now ? 'now' : 'next' }))
}

type Partnerships = NonNullable<RoundRead['partnerships']>

function mapOf({ read, places }: Circumstances, open: Partnerships): Told['map'] {
  const { enrolments = [] } = read
  const spots = places(enrolments.map(({ person }) => person.country ?? ''))
  const at = new Map(enrolments.map(({ personId }, index) => [personId, spots[index]]))
  const lines = open.flatMap(({ members }) => {
    const ends = members.map(({ personId }) => at.get(personId))
    // Three people are joined by three lines.
    return ends.flatMap((one, index) =>
      ends.slice(index + 1).flatMap((other) => (one && other ? [...one, ...other] : [])),
    )
  })
  return { dots: spots.flat(), lines }
}

function spotsOf({ read, visitor }: Circumstances, open: Partnerships) {
  const { workspaces, enrolments = [], round } = read
  const spotOf = (
    member: Partnerships[number]['members'][number],
    { spaces }: Partnerships[number],
  ): Spot => {
    const { externalId, workspaceId } = member.account
    const workspace = workspaces.find(({ id }) => id === workspaceId)
    return {
      platform: workspace?.platform === 'discord' ? 'discord' : 'slack',
      place: workspace?.externalId ?? '',
      person: externalId,
      channel: spaces.find((space) => space.workspaceId === workspaceId)?.ref ?? '',
      name: member.person.name ?? '',
    }
  }
  const on = workspaces.find(({ platform }) => platform === visitor?.platform)
  const theirs = (account: Account) => isTheirs(account, visitor, workspaces)
  const own = open.find(({ members }) => members.some(({ account }) => theirs(account)))
  const enrolment = enrolments.find(({ account }) => theirs(account))
  const shown = own ?? open.find(({ members }) => members.length === 2)
  const spots = shown?.members
    .toSorted((a, b) => Number(theirs(b.account)) - Number(theirs(a.account)))
    .map((member) => spotOf(member, shown))
  const [left, right] = spots ?? []
  const slack = workspaces.find(({ platform }) => platform === 'slack')
  const state: NonNullable<Told['visitor']>['state'] = own
    ? 'paired'
    : enrolment === undefined
      ? 'here'
      : round?.publishedAt != null && enrolment.state !== 'matched'
        ? 'unpaired'
        : 'joined'
  return {
    ...(visitor && {
      visitor: {
        ...visitor,
        place: on?.externalId ?? '',
        channel: own?.spaces[0]?.ref ?? on?.announcementsRef ?? '',
        state,
      },
    }),
    ...(slack && {
      organiser: {
        platform: 'slack' as const,
        place: slack.externalId,
        person: SLACK.organiser,
        channel: slack.organisersRef ?? '',
        name: 'Olive Organiser',
      },
    }),
    ...(left && right && { pair: [left, right] as const }),
  }
}
