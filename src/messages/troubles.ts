import { type Block, paragraph } from '../chat/message.ts'
import type { TroubleSeen } from '../programme/troubles.ts'
import type { Voice } from './voice.ts'

/** What is due and could not be worked out, so that it was left aside; nothing where all could. */
export function troublesInWords(troubles: readonly TroubleSeen[], voice: Voice): Block[] {
  if (troubles.length === 0) return []
  const items = troubles.map(({ kind, about, reference }) =>
    voice.rich('round.trouble', { what: voice.rich(`trouble.${kind}`, { about }), reference }),
  )
  return [
    paragraph(...voice.rich('round.troubles', { count: troubles.length })),
    { kind: 'list', ordered: false, items },
  ]
}
