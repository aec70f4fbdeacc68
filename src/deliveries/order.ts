import { type Effect, UNDER_WAY } from '../outbox/effect.ts'
import type { Post } from './delivery.ts'

/** What an effect is known by within its programme. */
export type EffectName = Pick<Effect, 'kind' | 'key'>

/** Whether any of these, in the programme of `effect`, is still to be done. What failed keeps nobody waiting. */
export async function anyUnderWay(
  { desk }: Post,
  { programmeId }: Effect,
  names: readonly EffectName[],
): Promise<boolean> {
  if (names.length === 0) return false
  const where = { programmeId, state: { in: UNDER_WAY }, OR: names.map(({ kind, key }) => ({ kind, key })) }
  return (await desk.prisma.effect.findFirst({ where, select: { id: true } })) !== null
}

/** How long what comes later waits before it looks again whether its turn has come, ms. */
const AGAIN_MS = 1_000

/** Not before something earlier that stands in the same place. */
export function notYet({ desk }: Post): { kind: 'retryAt'; at: number; why: string } {
  return { kind: 'retryAt', at: desk.wall() + AGAIN_MS, why: 'something before it is not there yet' }
}
