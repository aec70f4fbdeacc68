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
  what: 'open' | 'kick-off' | 'end',
): EffectWanted {
  const key = `${what}:${roundId}:${workspaceId}`
  return { programmeId, workspaceId, roundId, kind: 'announcement', key, payload: { what } }
}
