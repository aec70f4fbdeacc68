import type { Enrolment, Person, Round } from '../database/generated/client.ts'
import type { Desk } from './desk.ts'
import { CURRENT } from './rounds/current.ts'
import { isOver } from './rounds/overtaken.ts'

/** Where somebody stands in the round that is not closed yet. */
export interface Standing {
  readonly round: Round | null
  readonly enrolment: Enrolment | null
  /** Whether they want to be told of the next round. */
  readonly interested: boolean
  /** Whether they are in a partnership now: what `partnershipOf` would find. */
  readonly partnered: boolean
}

/** The same, in one statement. */
export async function standing(desk: Desk, person: Person): Promise<Standing> {
  const found = await desk.prisma.person.findUnique({
    where: { id: person.id },
    select: {
      interest: { select: { personId: true } },
      memberships: {
        where: { leftAt: null, partnership: { endedAt: null } },
        select: { personId: true },
        take: 1,
      },
      programme: {
        select: { rounds: { ...CURRENT, include: { enrolments: { where: { personId: person.id } } } } },
      },
    },
  })
  const [current] = found?.programme.rounds ?? []
  const said = { interested: Boolean(found?.interest), partnered: (found?.memberships.length ?? 0) > 0 }
  if (!current) return { round: null, enrolment: null, ...said }
  const { enrolments, ...round } = current
  return { round, enrolment: enrolments[0] ?? null, ...said }
}

/** Whether somebody has a place in a round that is not over: something to leave. */
export function takesPartIn({ round, enrolment }: Pick<Standing, 'round' | 'enrolment'>): boolean {
  if (!round || isOver(round)) return false
  return enrolment !== null && enrolment.state !== 'withdrawn'
}
