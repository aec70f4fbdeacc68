import { knowsZone } from '../calendar/zone.ts'
import type { Desk } from '../desk.ts'
import type { Attempt, TroubleKind } from '../each.ts'

interface Dweller {
  readonly id: string
  readonly programmeId: string
  readonly zone: string | null
}

const DWELLER = { id: true, programmeId: true, zone: true } as const

/** Takes note of those in a round's partnerships whose zone this Node does not know, and of the programme's own. */
export async function noteStrangeZones(desk: Desk, roundId: string, attempt: Attempt): Promise<void> {
  const memberships = { some: { leftAt: null, partnership: { roundId, endedAt: null } } }
  const programmes = await desk.prisma.programme.findMany({ where: { rounds: { some: { id: roundId } } } })
  await noteProgrammes(programmes, attempt)
  await note('zone', await desk.prisma.person.findMany({ where: { memberships }, select: DWELLER }), attempt)
}

/** Of whom that was noted before it is noted again, for as long as it is so and they take part. */
export async function lookAtStrangeZones({ prisma }: Desk, attempt: Attempt): Promise<void> {
  const noted = await prisma.trouble.findMany({ where: { kind: { in: ['zone', 'programme-zone'] } } })
  if (noted.length === 0) return
  const id = { in: noted.map(({ subject }) => subject) }
  const enrolments = { some: { state: { not: 'withdrawn' }, round: { state: { not: 'closed' } } } } as const
  await noteProgrammes(await prisma.programme.findMany({ where: { id } }), attempt)
  await note('zone', await prisma.person.findMany({ where: { id, enrolments }, select: DWELLER }), attempt)
}

function noteProgrammes(
  programmes: readonly { id: string; zone: string }[],
  attempt: Attempt,
): Promise<void> {
  return note(
    'programme-zone',
    programmes.map(({ id, zone }) => ({ id, programmeId: id, zone })),
    attempt,
  )
}

async function note(kind: TroubleKind, dwellers: readonly Dweller[], attempt: Attempt): Promise<void> {
  for (const { id: subject, programmeId, zone } of dwellers) {
    if (zone === null || knowsZone(zone)) continue
    await attempt({ programmeId, kind, subject }, () =>
      Promise.reject(new RangeError('a time zone that this Node does not know')),
    )
  }
}
