import type { Prisma } from '../database/generated/client.ts'
import type { Tx } from '../outbox/effect.ts'
import type { Desk } from './desk.ts'

/** Who does something for the programme: their account, and whose it is. */
export interface Actor {
  readonly id: string
  readonly personId: string
  readonly programmeId: string
}

/** What organisers do that is kept. */
export const ACTS = [
  'programme-started',
  'workspace-connected',
  'code-made',
  'organiser-added',
  'organiser-removed',
  'organiser-took-over',
  'channel-remade',
  'channel-chosen',
  'workspace-disconnected',
  'programme-changed',
  'rules-changed',
  'weights-changed',
  'round-planned',
  'round-opened',
  'round-closed',
  'round-drafted',
  'pair-decided',
  'round-published',
  'round-ended',
  'topic-posted',
  'failed-retried',
] as const

export type Act = (typeof ACTS)[number]

/** Numbers, and words of our own lists: never what people typed. */
export type Facts = Readonly<Record<string, string | number | boolean | null>>

/**
 * Notes what an organiser does, in the transaction that does it.
 *
 * @param subjects ids of those whom or of what it is done to
 */
export async function audit(
  tx: Tx,
  desk: Desk,
  by: Actor,
  what: Act,
  subjects: readonly string[] = [],
  facts: Facts = {},
): Promise<void> {
  await tx.auditEntry.create({
    data: {
      programmeId: by.programmeId,
      at: new Date(desk.clock.now()),
      actorPersonId: by.personId,
      actorAccountId: by.id,
      what,
      subjects: [...subjects],
      facts: facts satisfies Prisma.InputJsonObject,
    },
  })
}
