import { currentTrace } from '../port/trace.ts'
import type { EffectWanted, Tx } from './effect.ts'

/**
 * Records effects in the transaction of the decision that wants them. One that was recorded before (same
 * programme, kind and key) stays as it is.
 */
export async function recordEffects(tx: Tx, wanted: readonly EffectWanted[], wallNow: number): Promise<void> {
  if (wanted.length === 0) return
  const at = new Date(wallNow)
  const trace = currentTrace() ?? null
  await tx.effect.createMany({
    data: wanted.map(({ inLine, roundId = null, ...effect }) => ({
      ...effect,
      ...inLine,
      roundId,
      notBefore: at,
      createdAt: at,
      trace,
    })),
    skipDuplicates: true,
  })
}
