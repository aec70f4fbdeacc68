import type { Enrolment, Person, Round } from '../database/generated/client.ts'
import type { Desk } from './desk.ts'
import { CURRENT } from './rounds/current.ts'

/** Where somebody stands in the round that is not closed yet, in one statement. */
export async function standing(
  desk: Desk,
  person: Person,
): Promise<{ round: Round | null; enrolment: Enrolment | null; interested: boolean }> {
  const found = await desk.prisma.person.findUnique({
    where: { id: person.id },
    select: {
      interest: { select: { personId: true } },
      programme: {
        select: { rounds: { ...CURRENT, include: { enrolments: { where: { personId: person.id } } } } },
      },
    },
  })
  const [current] = found?.programme.rounds ?? []
  if (!current) return { round: null, enrolment: null, interested: Boolean(found?.interest) }
  const { enrolments, ...round } = current
  return { round, enrolment: enrolments[0] ?? null, interested: Boolean(found?.interest) }
}
