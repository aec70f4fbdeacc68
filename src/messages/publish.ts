import { buttons, type Message, paragraph, plain } from '../chat/message.ts'
import type { Publishable } from '../programme/rounds/publish.ts'
import { together } from './together.ts'
import type { Voice } from './voice.ts'

/** Asks before everybody is told who their partner is. */
export function confirmPublish({ name, round, partnerships, left }: Publishable, voice: Voice): Message {
  const words = together(
    voice.rich('round.publish.ask', { number: round.number, partnerships }),
    voice.rich('round.publish.left', { people: left }),
  )
  return {
    summary: plain(words),
    blocks: [
      paragraph(...words),
      buttons(
        {
          label: voice.text('round.publish.yes'),
          id: voice.press('publish-now', name, round.id),
          style: 'primary',
        },
        { label: voice.text('round.do.review'), id: voice.press('round', 'review', round.id) },
      ),
    ],
  }
}
