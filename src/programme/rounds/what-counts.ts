import { z } from 'zod'
import type { Programme } from '../../database/generated/client.ts'
import { transaction } from '../../database/transaction.ts'
import { PARTS, type Part } from '../../matching/pool.ts'
import { USUAL_WORDS, WEIGHT_WORDS, type WeightWord } from '../../matching/weights.ts'
import { type Actor, audit } from '../audit.ts'
import type { Desk } from '../desk.ts'

/** The words, from the least to the most, and the parts, in the order in which they are asked about. */
export const WORDS = Object.keys(WEIGHT_WORDS) as [WeightWord, ...WeightWord[]]
export { PARTS }

const saved = z.partialRecord(z.enum(PARTS), z.enum(WORDS))

/** How much each part of a score counts in a programme, in words. */
export function whatCounts({ weights }: Pick<Programme, 'weights'>): Record<Part, WeightWord> {
  return { ...USUAL_WORDS, ...saved.parse(weights) }
}

/** Changes how much some parts count; what is not among them stays. Words that are none are left out. */
export async function changeWhatCounts(
  desk: Desk,
  programme: Programme,
  words: Readonly<Record<string, string | readonly string[]>>,
  by: Actor,
): Promise<Programme> {
  const changed = Object.fromEntries(
    PARTS.flatMap((part) => {
      const word = z.enum(WORDS).safeParse(String(words[part]))
      return word.success ? [[part, word.data] as const] : []
    }),
  )
  const before = whatCounts(programme)
  // A form sends all that it shows.
  const differs = Object.fromEntries(
    PARTS.flatMap((part) => (changed[part] && changed[part] !== before[part] ? [[part, changed[part]]] : [])),
  )
  return transaction(desk.prisma, async (tx) => {
    await audit(tx, desk, by, 'weights-changed', [], differs)
    return tx.programme.update({
      where: { id: programme.id },
      data: { weights: { ...saved.parse(programme.weights), ...changed } },
    })
  })
}
