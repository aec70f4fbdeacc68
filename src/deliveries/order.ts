import { type Effect, type Tx, UNDER_WAY, WAITS, type Waits } from '../outbox/effect.ts'
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

/** How long what nobody wakes waits before it looks again whether its turn has come, ms: what is before it may fail. */
const AGAIN_MS = 10_000

/** Not before something earlier that stands in the same place. */
export function notYet({ desk }: Post): Waits {
  return { kind: 'waits', at: desk.wall() + AGAIN_MS }
}

/** Lets what waits for `effect`, which is done, look again at once: effects of `kind` whose key ends with `place`. */
export async function wakeThoseBehind(
  tx: Tx,
  { desk }: Post,
  { programmeId }: Effect,
  kind: string,
  place: string,
): Promise<void> {
  await tx.effect.updateMany({
    where: { programmeId, kind, state: 'ready', error: WAITS, key: { endsWith: `:${place}` } },
    data: { notBefore: new Date(desk.wall()) },
  })
}
