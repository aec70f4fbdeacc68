import type { EffectWanted } from '../../outbox/effect.ts'
import { inBatches, NOTIFIED_AT_ONCE } from './notify.ts'

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

/** Announcements in a workspace that call people by name, so many in each. */
export function calling(
  { id: roundId, programmeId }: OfRound,
  { id: workspaceId }: OfWorkspace,
  what: 'told' | 'news',
  accountIds: readonly string[],
): EffectWanted[] {
  return inBatches(accountIds, NOTIFIED_AT_ONCE).map((some, index) => ({
    programmeId,
    workspaceId,
    roundId,
    kind: 'announcement',
    key: `${what}:${roundId}:${workspaceId}:${index}`,
    payload: { what, accountIds: some },
  }))
}
