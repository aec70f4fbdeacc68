import type { Partnership, Person, Round, Space } from '../../database/generated/client.ts'
import type { Reason } from '../../matching/result.ts'
import type { EffectWanted, Tx } from '../../outbox/effect.ts'
import type { Desk } from '../desk.ts'
import { inSpace, type SpaceStep } from './lines.ts'

export interface SpaceMember {
  readonly person: Person
  /** The platform's user id, where they are in the space's workspace. */
  readonly user: string | undefined
}

/** A partnership's space in one workspace, with all that is said in it. */
export interface SpaceView {
  readonly space: Space
  readonly partnership: Partnership
  readonly round: Round
  /** Those who have not left, wherever they are. */
  readonly members: readonly SpaceMember[]
  readonly reasons: readonly Reason[]
}

export async function loadSpace(desk: Desk, id: string): Promise<SpaceView | undefined> {
  const found = await desk.prisma.space.findUnique({
    where: { id },
    include: {
      partnership: {
        include: {
          round: true,
          members: { where: { leftAt: null }, include: { person: true, account: true } },
        },
      },
    },
  })
  if (!found) return undefined
  const {
    partnership: { round, members, ...partnership },
    ...space
  } = found
  return {
    space,
    partnership,
    round,
    members: members.map(({ person, account }) => ({
      person,
      user: account.workspaceId === space.workspaceId ? account.externalId : undefined,
    })),
    reasons: partnership.reasons as unknown as readonly Reason[],
  }
}

/** Notes where a space is, once it is open. */
export async function keepSpace(tx: Tx, desk: Desk, id: string, ref: string): Promise<void> {
  const openedAt = new Date(desk.clock.now())
  await tx.space.updateMany({ where: { id, ref: null }, data: { openedAt } })
  await tx.space.update({ where: { id }, data: { ref } })
}

/** The same by itself, for one that is there without its opening having come to an end. */
export function keepFoundSpace(desk: Desk, id: string, ref: string): Promise<void> {
  return keepSpace(desk.prisma, desk, id, ref)
}

export async function keepClosed(tx: Tx, desk: Desk, id: string): Promise<void> {
  await tx.space.update({ where: { id }, data: { closedAt: new Date(desk.clock.now()) } })
}

/** A space with what its effects are recorded with. */
export interface SpacePlace {
  readonly id: string
  readonly workspaceId: string
  readonly partnership: { readonly programmeId: string; readonly roundId: string }
}

/** A step of a space's life: it is opened, introduced, said farewell in, closed. */
export function stepOf({ id, workspaceId, partnership }: SpacePlace, kind: SpaceStep): EffectWanted {
  const { programmeId, roundId } = partnership
  const payload = { spaceId: id }
  return { programmeId, workspaceId, roundId, kind, key: id, payload, inLine: inSpace(id, kind) }
}

/** The next step of a space's life, in the transaction that saves the one before. */
export async function nextStepOf(tx: Tx, id: string, kind: SpaceStep): Promise<EffectWanted> {
  return stepOf(
    await tx.space.findUniqueOrThrow({
      where: { id },
      include: { partnership: { select: { programmeId: true, roundId: true } } },
    }),
    kind,
  )
}

/** Until when a space of the workspace whose outcome is unknown may still be on its way, epoch ms, wall time. */
export async function spacesOnTheWayUntil({ prisma }: Desk, workspaceId: string): Promise<number> {
  const last = await prisma.effect.aggregate({
    where: { workspaceId, kind: 'space', state: 'unknown' },
    _max: { notBefore: true },
  })
  return last._max.notBefore?.getTime() ?? 0
}
