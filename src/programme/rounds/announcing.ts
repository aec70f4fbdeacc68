import type { EffectWanted } from '../../outbox/effect.ts'
import { inNews } from '../spaces/lines.ts'

interface OfRound {
  readonly id: string
  readonly programmeId: string
  readonly number: number
}
interface OfWorkspace {
  readonly id: string
}

/** An announcement to everybody in a workspace, after those before it. */
export function announcing(
  { id: roundId, programmeId, number }: OfRound,
  { id: workspaceId }: OfWorkspace,
  what: 'open' | 'called-off' | 'kick-off' | 'end',
): EffectWanted {
  const key = `${what}:${roundId}:${workspaceId}`
  const inLine = inNews(workspaceId, number, what)
  return { programmeId, workspaceId, roundId, kind: 'announcement', key, payload: { what }, inLine }
}

/** That registration is open once more. It is the same announcement, each time. */
export function announcingAgain(
  { id: roundId, programmeId, number }: OfRound,
  { id: workspaceId }: OfWorkspace,
  at: Date,
): EffectWanted {
  const what = 'open-again'
  const key = `${what}:${roundId}:${workspaceId}:${at.getTime()}`
  const inLine = inNews(workspaceId, number, what)
  return { programmeId, workspaceId, roundId, kind: 'announcement', key, payload: { what }, inLine }
}
