import { type Block, paragraph } from '../chat/message.ts'
import type { RoundStatus } from '../programme/rounds/status.ts'
import { howToGrant, howToMend, kindInWords } from './fix.ts'
import { together } from './together.ts'
import { troublesInWords } from './troubles.ts'
import type { Voice } from './voice.ts'

/** What needs an organiser, or whoever runs the installation, each with what to do. */
export function roundTroubles(
  status: RoundStatus,
  platformOf: (workspaceId: string) => string,
  voice: Voice,
): Block[] {
  const blocks: Block[] = status.halted.map(({ name, platform, why }) =>
    paragraph(...voice.rich('round.halted', { workspace: name, how: howToGrant(why, platform, voice) })),
  )
  if (status.delayed) {
    const { kind, error, id, count } = status.delayed
    const oldest = { kind: kindInWords(kind, voice), answer: error, reference: id }
    blocks.push(
      paragraph(
        ...together(voice.rich('round.delayed', { count }), voice.rich('round.delayed.oldest', oldest)),
      ),
    )
  }
  if (status.unknownKinds > 0)
    blocks.push(paragraph(...voice.rich('round.unknown-kinds', { count: status.unknownKinds })))
  blocks.push(...troublesInWords(status.troubles, voice))
  if (status.failureCount === 0) return blocks
  blocks.push(paragraph(...voice.rich('round.failures', { count: status.failureCount })), {
    kind: 'list',
    ordered: false,
    items: status.failures.map((failure) =>
      voice.rich('round.failure', {
        kind: kindInWords(failure.kind, voice),
        how: howToMend(failure, platformOf(failure.workspaceId), voice),
        reference: failure.id,
      }),
    ),
  })
  return blocks
}
