import type { EffectWanted } from '../../outbox/effect.ts'

interface OfRound {
  readonly id: string
  readonly programmeId: string
}
interface OfWorkspace {
  readonly id: string
}

/** An announcement to everybody in a workspace. */
export function announcing(
  { id: roundId, programmeId }: OfRound,
  { id: workspaceId }: OfWorkspace,
  what: 'open' | 'called-off' | 'kick-off' | 'end',
): EffectWanted {
  const key = `${what}:${roundId}:${workspaceId}`
  return { programmeId, workspaceId, roundId, kind: 'announcement', key, payload: { what } }
}

/** That registration is open once more. It is the same announcement, each time. */
export function announcingAgain(round: OfRound, workspace: OfWorkspace, at: Date): EffectWanted {
  const { id: roundId, programmeId } = round
  const key = `open-again:${roundId}:${workspace.id}:${at.getTime()}`
  const payload = { what: 'open-again' } as const
  return { programmeId, workspaceId: workspace.id, roundId, kind: 'announcement', key, payload }
}
