import type { Trouble } from '../database/generated/client.ts'
import type { Desk } from './desk.ts'
import type { TroubleKind } from './each.ts'

/** Something due that could not be done, as its organisers see it. */
export interface TroubleSeen {
  readonly kind: TroubleKind
  /** A topic's title, or the name of a person, where it concerns one. */
  readonly about: string
  /** Where the log tells more. */
  readonly reference: string
}

/** How many are shown. */
const SHOWN = 10

/** What of a programme's due work could not be done at the last turn, the oldest first. */
export async function troublesOf(desk: Desk, programmeId: string): Promise<TroubleSeen[]> {
  const troubles = await desk.prisma.trouble.findMany({
    where: { programmeId },
    orderBy: { since: 'asc' },
    take: SHOWN,
  })
  return Promise.all(
    troubles.map(async (trouble) => ({
      kind: trouble.kind as TroubleKind,
      about: await nameOf(desk, trouble),
      reference: trouble.reference,
    })),
  )
}

async function nameOf({ prisma }: Desk, { kind, subject: id, programmeId }: Trouble): Promise<string> {
  switch (kind) {
    case 'topic':
    case 'deliveries': {
      const where = { rounds: { some: { id, round: { programmeId } } } }
      return (await prisma.topic.findFirst({ where }))?.title ?? ''
    }
    case 'zone':
      return (await prisma.person.findFirst({ where: { id, programmeId } }))?.name ?? ''
    default:
      return ''
  }
}
