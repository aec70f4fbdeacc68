import { ACTS, type Act, type Facts } from './audit.ts'
import type { Desk } from './desk.ts'

/** What an organiser did, with the names as they are now; undefined for whoever or whatever is not there any more. */
export interface Deed {
  readonly at: Date
  readonly who: string | undefined
  /** Undefined where this version does not know it. */
  readonly what: Act | undefined
  readonly facts: Facts
  /** The names of those of its subjects who are people, in their order. */
  readonly people: readonly (string | undefined)[]
  readonly round: number | undefined
  readonly workspace: string | undefined
  readonly topic: string | undefined
}

export interface HistoryPage {
  readonly deeds: readonly Deed[]
  /** Zero-based. */
  readonly page: number
  readonly pages: number
}

/** How many deeds are read at a time. */
const A_PAGE = 8

/** What was done for a programme, the latest first. A page that does not exist gives the nearest one. */
export async function historyOf(desk: Desk, programmeId: string, wanted: number): Promise<HistoryPage> {
  const { prisma } = desk
  const pages = Math.max(1, Math.ceil((await prisma.auditEntry.count({ where: { programmeId } })) / A_PAGE))
  const page = Math.min(Math.max(0, wanted), pages - 1)
  const entries = await prisma.auditEntry.findMany({
    where: { programmeId },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    skip: page * A_PAGE,
    take: A_PAGE,
  })
  const ids = entries.flatMap(({ actorPersonId, subjects }) => [actorPersonId, ...subjects])
  const names = await namesOfAll(desk, programmeId, [...new Set(ids)])
  const deeds = entries.map(({ at, actorPersonId, what, subjects, facts }): Deed => {
    const first = subjects[0] ?? ''
    return {
      at,
      who: names.people.get(actorPersonId),
      what: ACTS.find((act) => act === what),
      facts: facts as Facts,
      people: subjects.map((id) => names.people.get(id)),
      round: names.rounds.get(first),
      workspace: names.workspaces.get(first),
      topic: names.topics.get(first),
    }
  })
  return { deeds, page, pages }
}

/** What some ids of a programme's people, rounds, workspaces and topics are called. */
async function namesOfAll({ prisma }: Desk, programmeId: string, ids: readonly string[]) {
  const where = { programmeId, id: { in: [...ids] } }
  const people = await prisma.person.findMany({ where, select: { id: true, name: true } })
  const rounds = await prisma.round.findMany({ where, select: { id: true, number: true } })
  const workspaces = await prisma.workspace.findMany({ where, select: { id: true, name: true } })
  const topics = await prisma.roundTopic.findMany({ where, include: { topic: true } })
  return {
    people: new Map(people.map(({ id, name }) => [id, name])),
    rounds: new Map(rounds.map(({ id, number }) => [id, number])),
    workspaces: new Map(workspaces.map(({ id, name }) => [id, name])),
    topics: new Map(topics.map(({ id, topic }) => [id, topic.title])),
  }
}
